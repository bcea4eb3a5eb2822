// What can be done with the active cell beside typing: copying, names of rows and columns, rows that the form does not
// have. Takes a sheet, gives actions.

import { isFigure } from "./grid.js";
import { pasteFromMenu } from "./clipboard.js";
import { isTotal } from "./totals.js";
import { keyOf } from "./sheet.js";

/** @typedef {import("./types.js").Action} Action */
/** @typedef {import("./types.js").TableCell} TableCell */
/** @typedef {import("./sheet.js").Sheet} Sheet */

/** The table that may have more rows than the form. */
const EXTENDED = "disclosure";

/**
 * What can be done with the active cell.
 * @param {Sheet} sheet
 * @returns {Action[]}
 */
export function actionsFor(sheet) {
  const cell = sheet.active;
  return isFigure(cell) ? figureActions(sheet, cell).concat(rowActions(sheet, cell)) : labelActions(sheet, cell);
}

/**
 * @param {Sheet} sheet
 * @param {TableCell} cell
 * @returns {Action[]}
 */
function figureActions(sheet, cell) {
  /** @param {"copy" | "cut"} what */
  const clipboard = (what) => {
    sheet.focus();
    document.execCommand(what);
  };
  /** @type {Action[]} */
  const actions = [
    { label: "剪切", keys: "Ctrl+X", run: () => clipboard("cut") },
    { label: "复制", keys: "Ctrl+C", run: () => clipboard("copy") },
    { label: "粘贴", keys: "Ctrl+V", run: () => pasteFromMenu(sheet) },
    { label: "清除", keys: "Delete", run: () => sheet.clear() },
  ];
  const key = cell.key || "";
  if (isTotal(key) && sheet.view.look(cell).state === "stated") {
    actions.push({ label: "恢复自动合计", onBar: true, run: () => again(sheet, () => sheet.put([cell], "")) });
  }
  return actions;
}

/**
 * @param {Sheet} sheet
 * @param {TableCell} cell
 * @returns {Action[]}
 */
function labelActions(sheet, cell) {
  const key = keyOf(cell);
  /** @type {Action[]} */
  const actions = [];
  if (key !== undefined) {
    actions.push({ label: "修改名称", keys: "F2", onBar: true, run: () => sheet.edit({ isTyping: false }) });
  }
  if (key !== undefined && cell.own && !cell.extra) {
    const run = () => again(sheet, () => sheet.edits.label(cell, null));
    actions.push({ label: "恢复规定的名称", onBar: true, run });
  }
  return cell.role === "label" ? actions.concat(rowActions(sheet, cell)) : actions;
}

/**
 * @param {Sheet} sheet
 * @param {TableCell} cell
 * @returns {Action[]}
 */
function rowActions(sheet, cell) {
  const { table } = sheet.view;
  const after = table.key === EXTENDED ? ruledRow(sheet, cell.row) : undefined;
  /** @type {Action[]} */
  const actions = [];
  if (after !== undefined) {
    actions.push({ label: "增加一行…", onBar: true, run: () => addRow(sheet, cell.row, after) });
  }
  const { extra } = cell;
  if (extra !== undefined) {
    const run = () => again(sheet, () => sheet.edits.send([{ do: "remove_row", key: extra }]));
    actions.push({ label: "删除这一行", onBar: true, run });
  }
  return actions;
}

/**
 * The key of the row of the form that a row is, or stands below: `normative`.
 * @param {Sheet} sheet
 * @param {number} row
 * @returns {string | undefined}
 */
function ruledRow(sheet, row) {
  const { grid } = sheet;
  for (let at = row; at >= 0; at -= 1) {
    const figure = grid.row(at)[0];
    if (!figure || !figure.key) {
      return undefined;
    }
    if (!figure.extra) {
      return figure.key.split(".")[1];
    }
  }
  return undefined;
}

/**
 * @param {Sheet} sheet
 * @param {number} row
 * @param {string} after
 */
async function addRow(sheet, row, after) {
  const { dialogs } = sheet.context;
  const above = sheet.grid.at(row, 0);
  const text = above ? `加在“${sheet.view.look(above).text}”之下。` : undefined;
  const label = await dialogs.line("增加一行", { label: "这一行的名称", text, yes: "增加" });
  if (label === null || label.trim() === "") {
    sheet.focus();
    return;
  }
  const known = new Set(sheet.grid.figures.map((cell) => cell.extra));
  const cells = sheet.grid.row(row).map(() => "");
  await sheet.edits.send([{ do: "add_row", table: sheet.view.table.key, after, label: label.trim(), cells }]);
  const added = sheet.grid.figures.find((cell) => cell.extra !== undefined && !known.has(cell.extra));
  if (added) {
    sheet.selection.set(added);
  }
  sheet.moved();
}

/**
 * Does something, and gives the focus back to the cell that it was done with.
 * @param {Sheet} sheet
 * @param {() => void} act
 */
function again(sheet, act) {
  act();
  sheet.focus();
  sheet.say();
}
