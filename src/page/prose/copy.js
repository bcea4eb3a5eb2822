// What is chosen in a text, as pieces, as clean HTML and as words. Takes an editor or pieces. Knows no clipboard.

import { h } from "../dom.js";
import { cellAt } from "./grid.js";
import { slice, words } from "./inline.js";
import { pieceWith, readLine, readPiece } from "./read.js";
import { showPieces } from "./show.js";
import { inTable } from "./tables.js";

/** @typedef {import("../types.js").Inline} Inline */
/** @typedef {import("../types.js").Piece} Piece */
/** @typedef {import("./editor.js").Editor} Editor */

/**
 * @param {Editor} editor
 * @returns {Piece[]}
 */
export function chosenPieces(editor) {
  const now = editor.chosen();
  if (!now || now.collapsed) {
    return [];
  }
  const { start, end } = now;
  if (start.line === end.line) {
    return [{ kind: "paragraph", text: slice(readLine(start.line), start.offset, end.offset), plain: false }];
  }
  const inOne = inTable(editor);
  if (inOne && inOne.element.contains(start.line) && inOne.element.contains(end.line)) {
    return [partOfTable(inOne)];
  }
  const first = editor.pieceOf(start.line);
  const last = editor.pieceOf(end.line);
  const all = editor.children();
  // Within one quote the pieces are those of the quote.
  const list =
    first && first === last && first.dataset.kind === "quote"
      ? /** @type {HTMLElement[]} */ (Array.from(first.children))
      : all;
  const from = list.findIndex((element) => element.contains(start.line));
  const to = list.findIndex((element) => element.contains(end.line));
  return list.slice(from, to + 1).map((element) => {
    if (element === start.line) {
      return pieceWith(element, slice(readLine(element), start.offset));
    }
    return element === end.line ? pieceWith(element, slice(readLine(element), 0, end.offset)) : readPiece(element);
  });
}

/** @param {import("./tables.js").InTable} now @returns {Piece} */
function partOfTable({ table, anchor, focus }) {
  const row = Math.min(anchor.row, focus.row);
  const column = Math.min(anchor.column, focus.column);
  const rows = Math.max(anchor.row + anchor.row_span, focus.row + focus.row_span) - row;
  const columns = Math.max(anchor.column + anchor.column_span, focus.column + focus.column_span) - column;
  const cells = [];
  for (let y = 0; y < rows; y += 1) {
    for (let x = 0; x < columns; x += 1) {
      const cell = cellAt(table, row + y, column + x);
      const isHere = cell && cell.row === row + y && cell.column === column + x;
      cells.push({
        row: y,
        column: x,
        row_span: 1,
        column_span: 1,
        lines: isHere ? cell.lines : [{ item: false, text: [] }],
      });
    }
  }
  const align = table.align.slice(column, column + columns);
  return {
    kind: "table",
    rows,
    columns,
    head_rows: row < table.head_rows ? 1 : 0,
    align,
    cells,
    caption: null,
    name: null,
  };
}

/**
 * @param {Piece[]} pieces
 * @returns {string}
 */
export function asHtml(pieces) {
  const [only] = pieces;
  if (pieces.length === 1 && only.kind === "paragraph") {
    return clean(showPieces(pieces).firstElementChild || h("p")).innerHTML;
  }
  return Array.from(showPieces(pieces).children, (element) => clean(element).outerHTML).join("\n");
}

/**
 * An element without what only this page understands.
 * @param {Element} element
 * @returns {HTMLElement}
 */
function clean(element) {
  const isCell = /^(TD|TH)$/.test(element.tagName);
  const tag = element.matches("[data-kind=table], [data-kind=pictures], .prose-wide, [data-line=cell]")
    ? "div"
    : element.tagName.toLowerCase();
  const out = document.createElement(tag);
  const { number, kind } = /** @type {HTMLElement} */ (element).dataset;
  if (number) {
    out.append(kind === "item" && number === "•" ? "• " : number);
  }
  for (const name of ["rowspan", "colspan"]) {
    const value = isCell && element.getAttribute(name);
    if (value && value !== "1") {
      out.setAttribute(name, value);
    }
  }
  const link = element.getAttribute("data-link");
  if (link && /^(https?|mailto):/.test(link)) {
    out.setAttribute("href", link);
  }
  for (const node of element.childNodes) {
    if (node instanceof HTMLElement && node.matches(".prose-drawn")) {
      continue;
    }
    if (node instanceof HTMLElement && node.matches("[data-figure], [data-reference], .prose-lead")) {
      node.childNodes.forEach((child) => out.append(child.cloneNode(true)));
    } else if (node instanceof Element) {
      out.append(clean(node));
    } else {
      out.append(node.cloneNode());
    }
  }
  return out;
}

/**
 * @param {Piece[]} pieces
 * @returns {string}
 */
export function asText(pieces) {
  const shown = /** @type {HTMLElement[]} */ (Array.from(showPieces(pieces).children));
  return pieces.map((piece, at) => `${shown[at].dataset.number || ""}${textOf(piece)}`).join("\n");
}

/** @param {Piece} piece @returns {string} */
function textOf(piece) {
  switch (piece.kind) {
    case "table": {
      const rows = [];
      for (let row = 0; row < piece.rows; row += 1) {
        const cells = [];
        for (let column = 0; column < piece.columns; column += 1) {
          const cell = piece.cells.find((one) => one.row === row && one.column === column);
          cells.push(cell ? cell.lines.map((line) => words(line.text)).join(" ") : "");
        }
        rows.push(cells.join("\t"));
      }
      return rows.join("\n") + (piece.caption ? `\n${words(piece.caption)}` : "");
    }
    case "pictures":
      return piece.items.map((one) => words(one.caption)).join("\n");
    case "quote":
      return piece.pieces.map(textOf).join("\n");
    case "source":
      return piece.source;
    case "heading":
      return words(piece.text.concat(piece.run_in || []));
    default:
      return words(piece.text);
  }
}
