// Whether two pieces say the same. Takes a piece, gives a text that is equal for pieces that are equal but for where
// they stand in the file and for what figures are at the moment.

import { tidy, words } from "./inline.js";

/** @typedef {import("../types.js").Inline} Inline */
/** @typedef {import("../types.js").Piece} Piece */

/**
 * @param {Piece} piece
 * @returns {string}
 */
export function canonical(piece) {
  return JSON.stringify(bare(piece));
}

/** @param {Piece} piece @returns {any} */
function bare(piece) {
  switch (piece.kind) {
    case "heading":
      return [piece.kind, piece.level, piece.typed, line(piece.text.concat(piece.run_in || []))];
    case "paragraph":
      return [piece.kind, line(piece.text), piece.plain === true];
    case "item":
      return [piece.kind, piece.ordered, piece.brackets === true, piece.depth, line(piece.text)];
    case "table": {
      const cells = piece.cells.slice().sort((a, b) => a.row - b.row || a.column - b.column);
      const bareCells = cells.map((cell) => [
        cell.row,
        cell.column,
        cell.row_span,
        cell.column_span,
        (cell.lines.length > 0 ? cell.lines : [{ item: false, text: [] }]).map((one) => [one.item, line(one.text)]),
      ]);
      const caption = piece.caption ? line(piece.caption) : [];
      return [piece.kind, piece.rows, piece.columns, piece.head_rows, piece.align, bareCells, caption, piece.name];
    }
    case "pictures":
      return [
        piece.kind,
        piece.items.map((one) => [one.file, one.chart, line(one.caption), one.width, one.name, one.alternative]),
      ];
    case "quote":
      return [piece.kind, piece.pieces.map(bare)];
    case "note":
      return [piece.kind, piece.label, line(piece.text)];
    default:
      return ["source", piece.source];
  }
}

/** @param {Inline[]} text @returns {any} */
function line(text) {
  return tidy(text).map((run) => {
    switch (run.t) {
      case "text":
        return [run.text, run.strong === true, run.link || ""];
      case "figure":
        return { figure: run.expression };
      case "note":
        return { note: run.label };
      default:
        return 0;
    }
  });
}

/**
 * All lines of a piece, in the order in which they stand.
 * @param {Piece} piece
 * @returns {Inline[][]}
 */
export function linesOf(piece) {
  switch (piece.kind) {
    case "heading":
      return [piece.text.concat(piece.run_in || [])];
    case "table": {
      /** @type {Inline[][]} */
      const lines = [];
      piece.cells.forEach((cell) => cell.lines.forEach((one) => lines.push(one.text)));
      return piece.caption ? lines.concat([piece.caption]) : lines;
    }
    case "pictures":
      return piece.items.map((one) => one.caption);
    case "quote":
      return piece.pieces.reduce((all, one) => all.concat(linesOf(one)), /** @type {Inline[][]} */ ([]));
    case "source":
      return [[{ t: "text", text: piece.source }]];
    default:
      return [piece.text];
  }
}

/** The words of a piece. @param {Piece} piece @returns {string} */
export function wordsOf(piece) {
  return linesOf(piece).map(words).join("\n");
}

/** Whether nothing stands in a piece, so that it is not written. @param {Piece} piece @returns {boolean} */
export function isEmpty(piece) {
  switch (piece.kind) {
    case "heading":
    case "paragraph":
    case "item":
      return linesOf(piece).every((text) =>
        text.every((run) => run.t === "break" || (run.t === "text" && !run.link && /^\s*$/.test(run.text))),
      );
    case "quote":
      return piece.pieces.every(isEmpty);
    case "pictures":
      return piece.items.length === 0;
    case "source":
      return /^\s*$/.test(piece.source);
    default:
      return false;
  }
}
