// What is typed into a table, on its way to the program. Takes texts for keys; shows them at once, and what the program
// says of them once it has answered. Knows no keys of the keyboard and no selection.

/** @typedef {import("./types.js").TableContext} TableContext */
/** @typedef {import("./types.js").TableCell} TableCell */
/** @typedef {import("./types.js").Texts} Texts */
/** @typedef {import("./types.js").Edit} Edit */
/** @typedef {import("./view.js").View} View */

export class Edits {
  /**
   * @param {TableContext} context
   * @param {View} view
   * @param {() => import("./grid.js").Grid} grid
   */
  constructor(context, view, grid) {
    this.context = context;
    this.view = view;
    this.grid = grid;
    /** What was asked last: steps of the history wait for it. @type {Promise<any>} */
    this.last = Promise.resolve();
  }

  /**
   * Puts texts into cells, in one step of the history.
   * @param {Texts} texts
   * @param {{merge?: boolean}} [how] merge: they belong to the last step
   */
  cells(texts, how = {}) {
    if (texts.length === 0) {
      return;
    }
    for (const { key, text } of texts) {
      this.put(this.grid().byKey.get(key), text || "", text === null ? "computed" : "stated");
    }
    this.send(texts.map(({ key, text }) => ({ do: "cell", key, text })), how);
  }

  /**
   * Calls a row, a column or a head something else; `null`: as the form does.
   * @param {TableCell} cell
   * @param {string | null} text
   * @param {{merge?: boolean}} [how]
   */
  label(cell, text, how = {}) {
    if (text !== null) {
      this.put(cell, text, "stated");
    }
    if (cell.label !== undefined) {
      this.send([{ do: "label", key: cell.label, text }], how);
    }
  }

  /**
   * @param {Edit[]} edits
   * @param {{merge?: boolean}} [how]
   */
  send(edits, how = {}) {
    const sent = this.context.server.edit(edits, how);
    this.last = this.last.then(() => sent);
    return sent;
  }

  /**
   * Shows what is typed until the program has answered.
   * @param {TableCell | undefined} cell
   * @param {string} text
   * @param {"stated" | "computed"} state
   */
  put(cell, text, state) {
    if (cell) {
      this.view.typed.set(cell, { text, state });
      this.view.show(cell);
    }
  }

  /** To be called when the program has answered: what it says holds, but for what was typed meanwhile. */
  answered() {
    for (const cell of Array.from(this.view.typed.keys())) {
      if (!this.context.server.isPending(cell.key || cell.label || "")) {
        this.view.typed.delete(cell);
        this.view.show(cell);
      }
    }
  }

  /**
   * Goes a step back in the history, or forth, once what was typed before has arrived.
   * @param {"undo" | "redo"} which
   * @returns {Promise<void>}
   */
  step(which) {
    const { server, store, dialogs } = this.context;
    const step = this.last.then(async () => {
      const steps = store.part("history");
      if (steps && steps[which] === null) {
        dialogs.notice(which === "undo" ? "没有可以撤销的了。" : "没有可以恢复的了。");
        return;
      }
      try {
        await server.update(`/api/${which}`, {});
      } catch (error) {
        dialogs.notice(error instanceof Error ? error.message : String(error));
      }
    });
    this.last = step;
    return step;
  }
}
