// Undoes and does again. Takes which; waits for what is being sent. Knows nothing of what is undone.

/**
 * @param {import("../context.js").Context} context
 * @param {"undo" | "redo"} which
 */
export async function step({ store, server, dialogs }, which) {
  try {
    // A field that is being typed in sends what it holds before it is undone.
    await server.settled();
    const steps = store.part("history");
    if (!steps || steps[which] === null) {
      dialogs.notice(which === "undo" ? "没有可以撤销的了。" : "没有可以恢复的了。");
      return;
    }
    await server.update(`/api/${which}`, {});
  } catch (error) {
    dialogs.notice(error instanceof Error ? error.message : "没有做成。");
  }
}
