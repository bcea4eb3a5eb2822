// Copying, cutting and pasting in a table. Takes clipboard events while the table has the focus; asks the program about
// what is no plain block, and the user where that does not fit exactly.

import { ask } from "../server.js";
import { h } from "../dom.js";
import { asPage, asText, parse, placed, rowsOf } from "./block.js";
import { isFigure } from "./grid.js";
import { keyOf } from "./sheet.js";
import { isPicking } from "./pick.js";
import { trimmed } from "./editor.js";

/** @typedef {import("./types.js").TableContext} TableContext */
/** @typedef {import("./types.js").Texts} Texts */
/** @typedef {import("./sheet.js").Sheet} Sheet */
/** @typedef {import("../types.js").CellProposal} CellProposal */

/** @typedef {{exact: boolean, cells: CellProposal[], doubts: string[]}} Proposal what goes where */

const CHOICES = [
  { label: "取消", value: null },
  { label: "确定", value: "yes", primary: true },
];

/**
 * Follows the clipboard. Gives what ends it.
 * @param {Sheet} sheet
 * @returns {() => void}
 */
export function followClipboard(sheet) {
  const isMine = () => sheet.view.element.contains(document.activeElement) && !sheet.editor.isOpen && !isPicking();
  /** @param {ClipboardEvent} event */
  const copy = (event) => {
    if (isMine() && event.clipboardData) {
      event.preventDefault();
      const { text, page } = copied(sheet);
      event.clipboardData.setData("text/plain", text);
      event.clipboardData.setData("text/html", page);
      if (event.type === "cut") {
        sheet.clear();
      }
    }
  };
  /** @param {ClipboardEvent} event */
  const paste = (event) => {
    if (isMine() && event.clipboardData) {
      event.preventDefault();
      const html = event.clipboardData.getData("text/html");
      pasteInto(sheet, event.clipboardData.getData("text/plain"), html === "" ? null : html);
    }
  };
  sheet.pasteBlock = (data) => {
    const text = data.getData("text/plain");
    if (!/[\t\n]/.test(trimmed(text))) {
      return false;
    }
    sheet.finish({ isKept: false });
    pasteInto(sheet, text, data.getData("text/html") || null);
    return true;
  };
  document.addEventListener("copy", copy);
  document.addEventListener("cut", copy);
  document.addEventListener("paste", paste);
  return () => {
    document.removeEventListener("copy", copy);
    document.removeEventListener("cut", copy);
    document.removeEventListener("paste", paste);
  };
}

/** Pastes what the clipboard holds, where the browser lets us read it. @param {Sheet} sheet */
export async function pasteFromMenu(sheet) {
  try {
    const text = await navigator.clipboard.readText();
    await pasteInto(sheet, text, null);
  } catch (_) {
    sheet.context.dialogs.notice("浏览器不让读取剪贴板，请按 Ctrl+V 粘贴。");
  }
}

/** @param {Sheet} sheet */
function copied(sheet) {
  const { selection, view, active, grid } = sheet;
  if (!isFigure(active)) {
    const text = view.look(active).text;
    return { text, page: h("span", {}, text).outerHTML };
  }
  const rows = rowsOf(grid, selection.area());
  const text = (/** @type {import("./types.js").TableCell} */ cell) => view.look(cell).text;
  return { text: asText(rows, text), page: asPage(rows, text) };
}

/**
 * Pastes from the active cell on.
 * @param {Sheet} sheet
 * @param {string} text
 * @param {string | null} html
 */
async function pasteInto(sheet, text, html) {
  const { selection, edits, grid } = sheet;
  const rows = parse(text);
  const single = rows.length === 1 && rows[0].length === 1 ? trimmed(rows[0][0]) : null;
  if (text === "" && html === null) {
    return;
  }
  if (!isFigure(sheet.active)) {
    if (single !== null && single !== "" && keyOf(sheet.active) !== undefined) {
      edits.label(sheet.active, single);
    }
    return;
  }
  if (single !== null && (html === null || single !== "") && !/\n/.test(single)) {
    sheet.put(selection.cells(), single);
    return;
  }
  const from = grid.at(selection.area().top, selection.area().left) || sheet.active;
  const texts = placed(grid, from, rows);
  if (texts) {
    edits.cells(texts);
    select(sheet, texts);
  } else {
    await pasteByProgram(sheet, keyOf(from) || "", text, html);
  }
}

/**
 * Has the program find out what goes where, and the user agree if it does not fit exactly.
 * @param {Sheet} sheet
 * @param {string} key
 * @param {string} text
 * @param {string | null} html
 */
async function pasteByProgram(sheet, key, text, html) {
  const { dialogs } = sheet.context;
  /** @type {Proposal} */
  let proposal;
  try {
    proposal = await ask("/api/paste/table", { key, html, text });
  } catch (error) {
    dialogs.notice(error instanceof Error ? error.message : String(error));
    return;
  }
  const { cells, doubts, exact } = proposal;
  const changes = cells.filter((cell) => cell.text !== cell.old);
  if (cells.length === 0) {
    dialogs.notice(["没有认出可以填进本表的数字。"].concat(doubts).join(" "));
    return;
  }
  const isAgreed =
    exact ||
    (await dialogs.open("粘贴到表中：请核对", preview(changes, cells.length, doubts), CHOICES, { wide: true })) === "yes";
  if (isAgreed) {
    const texts = changes.map((cell) => ({ key: cell.key, text: cell.text }));
    sheet.edits.cells(texts);
    select(sheet, texts);
  }
  sheet.focus();
}

/**
 * What goes where and what was not understood.
 * @param {CellProposal[]} changes
 * @param {number} count of all cells
 * @param {string[]} doubts
 */
function preview(changes, count, doubts) {
  const rows = changes.map((cell) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, cell.name),
      h("td", { class: "table-old" }, cell.old === "" ? "空" : cell.old),
      h("td", { class: "table-new" }, cell.text === "" ? "空" : cell.text),
    ),
  );
  const heads = ["填到", "原来", "改为"].map((word) => h("th", { scope: "col" }, word));
  const list = h("table", {}, h("thead", {}, h("tr", {}, ...heads)), h("tbody", {}, ...rows));
  const scrolls = { class: "table-paste-cells", tabIndex: 0, role: "region", "aria-label": "要改的各格" };
  const same = count - changes.length;
  return h(
    "div",
    { class: "table-paste" },
    doubts.length > 0 && h("p", {}, "下面这些没有看懂，不会填进去："),
    doubts.length > 0 && h("ul", { class: "table-doubts" }, ...doubts.map((doubt) => h("li", {}, doubt))),
    h("p", {}, `认出 ${count} 格，要改的有 ${changes.length} 格${same > 0 ? `，${same} 格与现在相同` : ""}。`),
    changes.length > 0 && h("div", scrolls, list),
  );
}

/**
 * Selects what was pasted.
 * @param {Sheet} sheet
 * @param {Texts} texts
 */
function select(sheet, texts) {
  const cells = texts.map(({ key }) => sheet.grid.byKey.get(key));
  const [first, last] = [cells[0], cells[cells.length - 1]];
  if (first && last) {
    sheet.selection.set(first);
    sheet.selection.extend(last);
    sheet.paint();
  }
}
