// Blocks of cells as text: copied, and read when they are pasted. Takes cells and texts. Knows no clipboard.

import { isFigure } from "./grid.js";

/** @typedef {import("./types.js").TableCell} TableCell */
/** @typedef {import("./types.js").Texts} Texts */
/** @typedef {import("./grid.js").Grid} Grid */
/** @typedef {import("./grid.js").Area} Area */

/**
 * The figures of an area, row by row; rows without figures are left out. `null` stands where no cell begins.
 * @param {Grid} grid
 * @param {Area} area
 * @returns {(TableCell | null)[][]}
 */
export function rowsOf(grid, area) {
  return grid.rowsOf(area).map((row) => {
    const width = area.right - area.left + 1;
    return Array.from({ length: width }, (_, at) => {
      const cell = grid.at(row, area.left + at);
      return cell && isFigure(cell) && cell.row === row && cell.column === area.left + at ? cell : null;
    });
  });
}

/**
 * As text whose cells are divided by tabs.
 * @param {(TableCell | null)[][]} rows
 * @param {(cell: TableCell) => string} text
 */
export function asText(rows, text) {
  return rows.map((row) => row.map((cell) => (cell ? quoted(text(cell)) : "")).join("\t")).join("\n");
}

/**
 * As a table of a page, which other programs read with its merged cells.
 * @param {(TableCell | null)[][]} rows
 * @param {(cell: TableCell) => string} text
 */
export function asPage(rows, text) {
  const table = document.createElement("table");
  for (const row of rows) {
    const line = table.insertRow();
    row.forEach((cell, at) => {
      if (cell) {
        const drawn = line.insertCell();
        drawn.textContent = text(cell);
        drawn.colSpan = Math.min(cell.column_span, row.length - at);
      }
    });
  }
  return table.outerHTML;
}

/** @param {string} text */
function quoted(text) {
  return /["\t\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/**
 * Reads a text whose cells are divided by tabs, as spreadsheets copy it.
 * @param {string} text
 * @returns {string[][]}
 */
export function parse(text) {
  /** @type {string[][]} */
  const rows = [[]];
  const source = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
  const cell = /("(?:[^"]|"")*"(?=[\t\n]|$)|[^\t\n]*)([\t\n]|$)/y;
  for (;;) {
    const found = cell.exec(source);
    if (!found) {
      return rows;
    }
    const isQuoted = found[1].startsWith('"') && found[1].length > 1 && found[1].endsWith('"');
    const value = isQuoted ? found[1].slice(1, -1).replace(/""/g, '"') : found[1];
    rows[rows.length - 1].push(value.replace(/^[\s\u200b\ufeff]+|[\s\u200b\ufeff]+$/g, ""));
    if (found[2] === "") {
      return rows;
    }
    if (found[2] === "\n") {
      rows.push([]);
    }
  }
}

/**
 * Where the texts of a plain block go, from a cell on; `null` if it is none, or does not fit.
 * @param {Grid} grid
 * @param {TableCell} from
 * @param {string[][]} rows
 * @returns {Texts | null}
 */
export function placed(grid, from, rows) {
  const isPlain = rows.every((row) => row.length === rows[0].length && row.every(isPlainText));
  if (!isPlain || !isFigure(from)) {
    return null;
  }
  const below = [from].concat(grid.walk(from, from.column, "down").filter(isFigure)).map((cell) => cell.row);
  /** @type {Texts} */
  const texts = [];
  for (let at = 0; at < rows.length; at += 1) {
    const row = below[at];
    for (let column = 0; column < rows[at].length; column += 1) {
      const text = rows[at][column];
      const cell = row === undefined ? undefined : grid.at(row, from.column + column);
      if (cell && isFigure(cell) && cell.key && cell.column === from.column + column) {
        texts.push({ key: cell.key, text });
      } else if (!(cell && isFigure(cell) && text === "")) {
        return null;
      }
    }
  }
  return texts;
}

/** Whether a text is a figure, or says that there is none, and cannot be a label. @param {string} text */
function isPlainText(text) {
  return /^(|\/|-|—|——|[+-]?\d+(\.\d+)?|\d+（[^）]*）)$/.test(text);
}
