// A mode in which a figure of a table is picked, for a text that calls it. Takes clicks and keys on the figures of
// every table on the page, gives the key and the name of the one that is picked.

import { h } from "../dom.js";

/** @typedef {import("./types.js").TableContext} TableContext */
/** @typedef {import("./types.js").Table} Table */

/** What ends the picking that is on. @type {(() => void) | null} */
let current = null;

/** Whether a figure is being picked: then cells are neither selected by clicks nor edited. */
export function isPicking() {
  return current !== null;
}

/**
 * Has the user pick a figure. Gives what ends it; it ends by itself once one is picked, or by Esc.
 * @param {Pick<TableContext, "store" | "focus">} context
 * @param {(key: string, name: string) => void} onPick
 * @returns {() => void}
 */
export function pickCells(context, onPick) {
  if (current) {
    current();
  }
  const before = document.activeElement;
  const strip = picker(context, () => cancel(true));

  /** @param {Event} event */
  const click = (event) => {
    if (figureAt(event.target)) {
      event.preventDefault();
      event.stopPropagation();
      if (event.type === "click") {
        pick(figureAt(event.target));
      }
    }
  };
  /** @param {KeyboardEvent} event */
  const key = (event) => {
    const figure = figureAt(document.activeElement);
    if (event.key === "Escape") {
      cancel(true);
    } else if (event.key === "Enter" && figure) {
      pick(figure);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  /** @param {HTMLElement | null} figure */
  const pick = (figure) => {
    if (figure) {
      cancel(false);
      onPick(figure.dataset.key || "", figure.dataset.name || "");
    }
  };
  /** @param {boolean} isBack whether the focus goes back to where it was */
  const cancel = (isBack) => {
    if (current !== end) {
      return;
    }
    current = null;
    document.body.classList.remove("is-picking");
    ["mousedown", "mouseup", "click", "dblclick"].forEach((name) => document.removeEventListener(name, click, true));
    document.removeEventListener("keydown", key, true);
    strip.remove();
    if (isBack && before instanceof HTMLElement && before.isConnected) {
      before.focus();
    }
  };
  const end = () => cancel(false);

  current = end;
  document.body.classList.add("is-picking");
  ["mousedown", "mouseup", "click", "dblclick"].forEach((name) => document.addEventListener(name, click, true));
  document.addEventListener("keydown", key, true);
  document.body.append(strip);
  return end;
}

/** The figure in which something stands. @param {EventTarget | null} target @returns {HTMLElement | null} */
function figureAt(target) {
  return target instanceof Element ? target.closest(".table-cell.is-data[data-key]") : null;
}

/**
 * What says that a figure is to be picked, and leads to the tables.
 * @param {Pick<TableContext, "store" | "focus">} context
 * @param {() => void} onCancel
 */
function picker(context, onCancel) {
  const tables = Array.from(context.store.parts.keys())
    .filter((name) => name.startsWith("section:"))
    .map((name) => /** @type {Table | null} */ (context.store.part(name).table))
    .filter((table) => table !== null && table !== undefined)
    .map((table) => {
      const { key, number, cells } = /** @type {Table} */ (table);
      const first = cells.find((cell) => cell.key !== undefined);
      const go = () => context.focus.go({ key: (first && first.key) || key });
      return h("button", { type: "button", class: "table-action", onclick: go }, `表${number}`);
    });
  return h(
    "div",
    { class: "table-picker", role: "region", "aria-label": "选取表中的数字" },
    h("span", { role: "status" }, "请点选表中的一个数字（方向键移动，回车选定，Esc 取消）"),
    ...tables,
    h("button", { type: "button", class: "table-action", onclick: onCancel }, "取消"),
  );
}
