// Another program has changed the file: both versions side by side, and which of them holds. Takes the part
// "conflict"; sends the choice. Nothing is saved before.

import { h } from "./dom.js";
import { sideBySide } from "./lines.js";

/** @typedef {import("./lines.js").Row} Row */

/** Lines around a difference that are shown. */
const AROUND = 2;

/** @param {import("./context.js").Context} context */
export function followConflict({ store, server, dialogs }) {
  let isShown = false;
  const tell = async () => {
    /** @type {{mine: string, theirs: string} | null | undefined} */
    const conflict = store.part("conflict");
    if (!conflict || isShown) {
      return;
    }
    isShown = true;
    const buttons = [
      { label: "用文件里的", value: "theirs" },
      { label: "用本页的", value: "mine" },
    ];
    const take = await dialogs.open("另一个程序改过这个文件", versions(conflict), buttons, { wide: true, loud: true });
    isShown = false;
    try {
      if (take !== null) {
        await server.settled();
        await server.update("/api/conflict", { take });
      }
    } catch (error) {
      dialogs.notice(error instanceof Error ? error.message : "没有做成。");
    }
    if (store.part("conflict")) {
      // It was put aside: the page says so until it is settled.
      waiting.hidden = false;
    }
  };
  const waiting = h(
    "div",
    { class: "alarm", role: "alert", hidden: true },
    h("strong", {}, "另一个程序改过这个文件，选定以前不会保存。"),
    h("span", { class: "alarm-text" }),
    h("button", { type: "button", class: "button", onclick: tell }, "看看两份的不同…"),
  );
  const app = document.getElementById("app");
  if (app) {
    app.insertBefore(waiting, app.children[2] || null);
  }
  store.on("conflict", () => {
    waiting.hidden = true;
    if (isShown) {
      // It changed once more, or was settled elsewhere.
      dialogs.close();
    }
    tell();
  });
  tell();
}

/** @param {{mine: string, theirs: string}} conflict */
function versions({ mine, theirs }) {
  const rows = sideBySide(mine, theirs);
  const body = h("tbody");
  const differing = rows.filter((row) => !row.isSame).length;
  let skipped = 0;
  const flush = () => {
    if (skipped > 0) {
      body.append(h("tr", { class: "skipped" }, h("td", { colSpan: 2 }, `…… 相同的 ${skipped} 行`)));
      skipped = 0;
    }
  };
  rows.forEach((row, at) => {
    const isNear = rows.slice(Math.max(0, at - AROUND), at + AROUND + 1).some((other) => !other.isSame);
    if (!isNear) {
      skipped += 1;
      return;
    }
    flush();
    body.append(h("tr", {}, side(row.left, row.isSame, "－"), side(row.right, row.isSame, "＋")));
  });
  flush();
  return h(
    "div",
    {},
    h("p", {}, `两份有 ${differing} 行不同。选定以前什么都不会写进文件。`),
    h(
      "div",
      { class: "versions-frame", tabIndex: 0, role: "region", "aria-label": "两份的不同" },
      h(
        "table",
        { class: "versions" },
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "本页的"), h("th", { scope: "col" }, "文件里的"))),
        body,
      ),
    ),
  );
}

/**
 * @param {string | null} line
 * @param {boolean} isSame
 * @param {string} sign
 */
function side(line, isSame, sign) {
  if (line === null) {
    return h("td", { class: "missing" });
  }
  return isSame
    ? h("td", {}, line)
    : h("td", { class: "differs" }, h("span", { class: "sign", "aria-label": "不同：" }, sign), line);
}
