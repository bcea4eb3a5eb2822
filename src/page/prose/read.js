// What stands in the editor, as pieces. Takes the elements of `show.js`, also after a browser has typed into them,
// and gives pieces without `source`.

import { lengthOf, partAtStop, textRun, tidy, typedNumber, words } from "./inline.js";

/** @typedef {import("../types.js").Inline} Inline */
/** @typedef {import("../types.js").Piece} Piece */
/** @typedef {import("../types.js").PieceCell} PieceCell */
/** @typedef {import("../types.js").TablePiece} TablePiece */

/**
 * The piece that an element shows.
 * @param {HTMLElement} element
 * @returns {Piece}
 */
export function readPiece(element) {
  switch (element.dataset.kind) {
    case "table":
      return readTable(element);
    case "pictures": {
      const figures = /** @type {HTMLElement[]} */ (Array.from(element.querySelectorAll("figure")));
      return { kind: "pictures", items: figures.map(readPicture) };
    }
    case "quote":
      return {
        kind: "quote",
        pieces: Array.from(element.children, (child) => readPiece(/** @type {HTMLElement} */ (child))),
      };
    case "source":
      return { kind: "source", source: (element.dataset.blank || "") + readSource(element) };
    default:
      return pieceWith(element, readLine(element));
  }
}

/**
 * The piece that an element would show with another text in it.
 * @param {HTMLElement} element a piece that is one line
 * @param {Inline[]} text
 * @returns {Piece}
 */
export function pieceWith(element, text) {
  const { kind, level, typed, ordered, brackets, first, depth, label, plain } = element.dataset;
  if (kind === "heading") {
    if (!typed) {
      return { kind, level: Number(level), typed: false, text, run_in: null };
    }
    // Without its number a line that was a heading by it alone is none any more.
    if (text.length === 0 || typedNumber(words(text)) !== "") {
      const [lead, rest] = partAtStop(text);
      return { kind, level: Number(level), typed: true, text: lead, run_in: rest };
    }
    return { kind: "paragraph", text, plain: false };
  }
  if (kind === "item") {
    const start = first === undefined ? null : Number(first);
    return {
      kind,
      ordered: ordered === "1",
      brackets: brackets === "1",
      number: start,
      depth: Number(depth) || 0,
      text,
    };
  }
  if (kind === "note") {
    return { kind, label: label || "", text };
  }
  return { kind: "paragraph", text, plain: plain === "1" };
}

/**
 * @param {HTMLElement} element
 * @returns {TablePiece}
 */
export function readTable(element) {
  const table = element.querySelector("table");
  /** @type {PieceCell[]} */
  const cells = [];
  /** @type {boolean[][]} */
  const taken = [];
  const rows = table ? Array.from(table.rows) : [];
  let columns = 0;
  rows.forEach((line, row) => {
    let column = 0;
    taken[row] = taken[row] || [];
    for (const cell of line.cells) {
      while (taken[row][column]) {
        column += 1;
      }
      const rowSpan = Math.min(cell.rowSpan || 1, rows.length - row);
      for (let down = 0; down < rowSpan; down += 1) {
        taken[row + down] = taken[row + down] || [];
        for (let right = 0; right < cell.colSpan; right += 1) {
          taken[row + down][column + right] = true;
        }
      }
      cells.push({ row, column, row_span: rowSpan, column_span: cell.colSpan, lines: readCell(cell) });
      column += cell.colSpan;
      columns = Math.max(columns, column);
    }
  });
  const caption = /** @type {HTMLElement | null} */ (element.querySelector("[data-line=caption]"));
  const text = caption ? readLine(caption) : [];
  const align = (element.dataset.align || "").split(",");
  while (align.length < columns) {
    align.push("");
  }
  return {
    kind: "table",
    rows: rows.length,
    columns,
    head_rows: Number(element.dataset.head) || 0,
    align: align.slice(0, columns),
    cells,
    caption: text.length > 0 ? text : null,
    name: element.dataset.name || null,
  };
}

/**
 * @param {HTMLElement} cell
 * @returns {{item: boolean, text: Inline[]}[]}
 */
function readCell(cell) {
  const lines = /** @type {HTMLElement[]} */ (Array.from(cell.querySelectorAll("[data-line]")));
  if (lines.length === 0) {
    return [{ item: false, text: readLine(cell) }];
  }
  return lines.map((line) => ({ item: line.dataset.item === "1", text: readLine(line) }));
}

/** @param {HTMLElement} figure */
function readPicture(figure) {
  const { file, chart, width, name, alternative } = figure.dataset;
  const caption = /** @type {HTMLElement | null} */ (figure.querySelector("[data-line]"));
  return {
    file: file || null,
    chart: chart || null,
    caption: caption ? readLine(caption) : [],
    width: width || null,
    name: name || null,
    alternative: alternative === undefined ? null : alternative,
  };
}

/** @param {HTMLElement} element */
function readSource(element) {
  return words(tidy(readNodes(element, false, ""))).replace(/\n$/, "");
}

/**
 * The text of a line. A break at its very end is what gives it its height.
 * @param {HTMLElement} line
 * @returns {Inline[]}
 */
export function readLine(line) {
  const text = tidy(readNodes(line, false, ""));
  const last = text[text.length - 1];
  return last && last.t === "break" ? text.slice(0, -1) : text;
}

/**
 * @param {Node} parent
 * @param {boolean} strong
 * @param {string} link
 * @returns {Inline[]}
 */
function readNodes(parent, strong, link) {
  /** @type {Inline[]} */
  let text = [];
  for (const node of parent.childNodes) {
    if (node instanceof HTMLElement) {
      const atom = atomOf(node);
      if (atom) {
        text.push(atom);
      } else {
        const isBlock = /^(DIV|P|LI)$/.test(node.tagName);
        if (isBlock && lengthOf(text) > 0) {
          text.push({ t: "break" });
        }
        const isStrong = strong || /^(B|STRONG)$/.test(node.tagName);
        text = text.concat(readNodes(node, isStrong, node.dataset.link || link));
      }
    } else if (node.nodeType === Node.TEXT_NODE) {
      (node.nodeValue || "").split("\n").forEach((part, at) => {
        if (at > 0) {
          text.push({ t: "break" });
        }
        text.push(textRun(part.replace(/[\u200b\ufeff\r]/g, ""), strong, part === "" ? "" : link));
      });
    }
  }
  return text;
}

/**
 * What an element counts as one sign for, if it does.
 * @param {HTMLElement} element
 * @returns {Inline | null}
 */
export function atomOf(element) {
  if (element.tagName === "BR") {
    return { t: "break" };
  }
  const { figure, shown, note, reference } = element.dataset;
  if (figure !== undefined) {
    return { t: "figure", expression: figure, shown: shown === undefined ? null : shown };
  }
  if (note !== undefined) {
    return { t: "note", label: note };
  }
  return reference !== undefined ? { t: "text", text: "", link: reference } : null;
}
