// Tables within a text being edited. Takes an editor with the caret in a cell; changes the table that it is in.

import { choose } from "./caret.js";
import { removeBlock } from "./lines.js";
import * as grid from "./grid.js";
import { readTable } from "./read.js";
import { fillLine } from "./show.js";
import { h } from "../dom.js";

/** @typedef {import("../types.js").TablePiece} TablePiece */
/** @typedef {import("../types.js").PieceCell} PieceCell */
/** @typedef {import("./editor.js").Editor} Editor */

/**
 * Where the caret is in a table: the table, and the cells in which the choice begins and ends.
 * @typedef {{element: HTMLElement, table: TablePiece, anchor: PieceCell, focus: PieceCell}} InTable
 */

/** The table that the caret is in. @param {Editor} editor @returns {HTMLElement | null} */
export function tableAt(editor) {
  const now = editor.chosen();
  return now ? now.focus.line.closest("[data-kind=table]") : null;
}

/** @param {Editor} editor @returns {InTable | null} */
export function inTable(editor) {
  const now = editor.chosen();
  const element = tableAt(editor);
  if (!now || !element) {
    return null;
  }
  const elements = Array.from(element.querySelectorAll("td, th"));
  const table = readTable(element);
  const cellOf = (/** @type {HTMLElement} */ line) => table.cells[elements.findIndex((cell) => cell.contains(line))];
  const focus = cellOf(now.focus.line) || table.cells[0];
  return { element, table, focus, anchor: cellOf(now.anchor.line) || focus };
}

/**
 * Changes the table that the caret is in; the caret goes to the cell at a place.
 * @param {Editor} editor
 * @param {(now: InTable) => {table: TablePiece, row: number, column: number} | null} change
 */
function changeTable(editor, change) {
  const now = inTable(editor);
  const after = now && change(now);
  if (!now || !after) {
    return;
  }
  if (after.table.rows === 0 || after.table.columns === 0) {
    removeBlock(editor, now.element);
    return;
  }
  const fresh = editor.replace(now.element, after.table);
  const row = Math.min(Math.max(after.row, 0), after.table.rows - 1);
  const column = Math.min(Math.max(after.column, 0), after.table.columns - 1);
  const cell = grid.cellAt(after.table, row, column);
  const at = cell ? after.table.cells.indexOf(cell) : 0;
  const line = /** @type {HTMLElement | null} */ (fresh.querySelectorAll("td, th")[at]?.querySelector("[data-line]"));
  if (line) {
    choose({ line, offset: Infinity });
  }
}

/** @param {Editor} editor */
export function addRowBelow(editor) {
  changeTable(editor, ({ table, focus }) => {
    const row = focus.row + focus.row_span;
    return { table: grid.addRow(table, row), row, column: focus.column };
  });
}

/** @param {Editor} editor */
export function addColumnRight(editor) {
  changeTable(editor, ({ table, focus }) => {
    const column = focus.column + focus.column_span;
    return { table: grid.addColumn(table, column), row: focus.row, column };
  });
}

/** @param {Editor} editor */
export function removeRow(editor) {
  changeTable(editor, ({ table, focus }) => ({
    table: grid.removeRow(table, focus.row),
    row: focus.row,
    column: focus.column,
  }));
}

/** @param {Editor} editor */
export function removeColumn(editor) {
  changeTable(editor, ({ table, focus }) => ({
    table: grid.removeColumn(table, focus.column),
    row: focus.row,
    column: focus.column,
  }));
}

/** @param {Editor} editor */
export function mergeCells(editor) {
  changeTable(editor, ({ table, anchor, focus }) => ({
    table: grid.merge(table, anchor, focus),
    row: Math.min(anchor.row, focus.row),
    column: Math.min(anchor.column, focus.column),
  }));
}

/** @param {Editor} editor */
export function splitCell(editor) {
  changeTable(editor, ({ table, focus }) => ({
    table: grid.split(table, focus),
    row: focus.row,
    column: focus.column,
  }));
}

/** Makes the first row a head, or not. @param {Editor} editor */
export function toggleHead(editor) {
  changeTable(editor, ({ table, focus }) => ({
    table: { ...table, head_rows: table.head_rows > 0 ? 0 : 1 },
    row: focus.row,
    column: focus.column,
  }));
}

/** Left, centred, right by turn, for the column of the caret. @param {Editor} editor */
export function turnAlign(editor) {
  changeTable(editor, ({ table, focus }) => {
    const order = ["left", "center", "right"];
    const next = order[(order.indexOf(table.align[focus.column] || "left") + 1) % order.length];
    const align = table.align.map((one, column) =>
      column >= focus.column && column < focus.column + focus.column_span ? next : one,
    );
    return { table: { ...table, align }, row: focus.row, column: focus.column };
  });
}

/** Takes the table away. @param {Editor} editor */
export function removeTable(editor) {
  const element = tableAt(editor);
  if (element) {
    removeBlock(editor, element);
  }
}

/** Goes to the caption, which is made if there is none. @param {Editor} editor */
export function goToCaption(editor) {
  const element = tableAt(editor);
  if (element) {
    let line = /** @type {HTMLElement | null} */ (element.querySelector("[data-line=caption]"));
    if (!line) {
      line = element.appendChild(fillLine(h("p", { "data-line": "caption", "data-hint": "表的标题" }), []));
    }
    choose({ line, offset: Infinity });
  }
}

/**
 * Goes to the next cell, or the one before; behind the last one a row is put in.
 * @param {Editor} editor
 * @param {HTMLElement} line
 * @param {boolean} isBack
 * @returns {boolean} whether there was one to go to
 */
export function nextCell(editor, line, isBack) {
  const element = tableAt(editor);
  const cells = element ? Array.from(element.querySelectorAll("td, th")) : [];
  const at = cells.findIndex((cell) => cell.contains(line));
  const next = cells[at + (isBack ? -1 : 1)];
  if (next) {
    const lines = /** @type {HTMLElement[]} */ (Array.from(next.querySelectorAll("[data-line]")));
    choose({ line: lines[0], offset: 0 }, { line: lines[lines.length - 1], offset: Infinity });
    return true;
  }
  if (!isBack && at >= 0) {
    changeTable(editor, ({ table }) => ({ table: grid.addRow(table, table.rows), row: table.rows, column: 0 }));
    editor.changed();
    return true;
  }
  return false;
}

/**
 * Lays a pasted table over the one that the caret is in. Says whether it did.
 * @param {Editor} editor
 * @param {TablePiece} other
 * @returns {boolean}
 */
export function pasteOver(editor, other) {
  const now = inTable(editor);
  const line = editor.chosen()?.focus.line;
  if (!now || !line || line.dataset.line !== "cell") {
    return false;
  }
  changeTable(editor, ({ table, focus }) => ({
    table: grid.overlay(table, other, focus.row, focus.column),
    row: focus.row,
    column: focus.column,
  }));
  return true;
}
