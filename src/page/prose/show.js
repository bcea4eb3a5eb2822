// Pieces of narrative as elements. Takes pieces, gives elements that `read.js` can read again. Knows no editor, and
// neither what figures are called nor how charts look.
//
// An element with `data-kind` is a piece, one with `data-line` a line of text in it: a paragraph is both.

import { h } from "../dom.js";
import { partAtStop, tidy } from "./inline.js";
import { number } from "./number.js";

/** @typedef {import("../types.js").Inline} Inline */
/** @typedef {import("../types.js").Piece} Piece */
/** @typedef {import("../types.js").PieceCell} PieceCell */
/** @typedef {import("../types.js").PiecePicture} PiecePicture */
/** @typedef {import("../types.js").TablePiece} TablePiece */

/**
 * Pieces to be looked at, not edited.
 * @param {Piece[]} pieces
 * @returns {HTMLElement}
 */
export function showPieces(pieces) {
  const shown = h("div", { class: "prose-text prose-shown" }, ...pieces.map(showPiece));
  number(shown);
  return shown;
}

/**
 * One piece as an element.
 * @param {Piece} piece
 * @returns {HTMLElement}
 */
export function showPiece(piece) {
  switch (piece.kind) {
    case "heading": {
      const tag = piece.level <= 2 ? "h3" : piece.level === 3 ? "h4" : "h5";
      const attributes = { "data-kind": "heading", "data-line": "flow", "data-level": piece.level };
      const element = h(tag, piece.typed ? { ...attributes, "data-typed": "1" } : attributes);
      return fillLine(element, piece.text.concat(piece.run_in || []));
    }
    case "paragraph": {
      const attributes = { "data-kind": "paragraph", "data-line": "flow" };
      return fillLine(h("p", piece.plain ? { ...attributes, "data-plain": "1" } : attributes), piece.text);
    }
    case "item": {
      const element = h("p", {
        "data-kind": "item",
        "data-line": "flow",
        "data-ordered": piece.ordered ? "1" : "0",
        "data-brackets": piece.brackets ? "1" : "0",
        "data-first": piece.number,
        "data-depth": piece.depth,
      });
      return fillLine(element, piece.text);
    }
    case "table":
      return showTable(piece);
    case "pictures":
      return h("div", { class: "prose-pictures", "data-kind": "pictures" }, ...piece.items.map(showPicture));
    case "quote":
      return h("blockquote", { "data-kind": "quote" }, ...piece.pieces.map(showPiece));
    case "note":
      return fillLine(h("p", { "data-kind": "note", "data-line": "note", "data-label": piece.label }), piece.text);
    default: {
      const source = piece.source || "";
      const blank = (/^(?:[ \t]*\r?\n)*/.exec(source) || [""])[0];
      const text = source.slice(blank.length);
      const element = h("pre", {
        "data-kind": "source",
        "data-line": "source",
        "data-blank": blank.length > 0 ? blank : null,
      });
      element.append(text === "" ? h("br") : text);
      return element;
    }
  }
}

/**
 * @param {TablePiece} table
 * @returns {HTMLElement}
 */
function showTable(table) {
  const rows = [];
  for (let row = 0; row < table.rows; row += 1) {
    const cells = table.cells.filter((cell) => cell.row === row).sort((a, b) => a.column - b.column);
    rows.push(h("tr", {}, ...cells.map((cell) => showCell(cell, table))));
  }
  const element = h(
    "div",
    {
      class: "prose-table",
      "data-kind": "table",
      "data-head": table.head_rows,
      "data-align": table.align.join(","),
      "data-name": table.name,
    },
    h("div", { class: "prose-wide" }, h("table", {}, h("tbody", {}, ...rows))),
  );
  if (table.caption) {
    element.append(fillLine(h("p", { "data-line": "caption", "data-hint": "表的标题" }), table.caption));
  }
  return element;
}

/**
 * @param {PieceCell} cell
 * @param {TablePiece} table
 */
function showCell(cell, table) {
  const lines = cell.lines.length > 0 ? cell.lines : [{ item: false, text: [] }];
  const align = table.align[cell.column] || "left";
  return h(
    cell.row < table.head_rows ? "th" : "td",
    {
      rowSpan: cell.row_span,
      colSpan: cell.column_span,
      "data-aligned": cell.row < table.head_rows ? "center" : align,
    },
    ...lines.map((line) => showCellLine(line.text, line.item)),
  );
}

/**
 * A line in a cell.
 * @param {Inline[]} text
 * @param {boolean} item
 * @returns {HTMLElement}
 */
export function showCellLine(text, item) {
  return fillLine(h("div", { "data-line": "cell", "data-item": item ? "1" : null }), text);
}

/**
 * @param {PiecePicture} picture
 * @returns {HTMLElement}
 */
function showPicture(picture) {
  const drawn = h("div", { class: "prose-drawn", contentEditable: "false" });
  if (picture.chart !== null) {
    drawn.append(h("div", { class: "prose-chart" }, `图表 ${picture.chart}`));
  } else if (picture.file !== null) {
    const address = `/picture/${picture.file.split("/").map(encodeURIComponent).join("/")}`;
    const image = h("img", { alt: picture.alternative || "", src: address, draggable: false });
    image.addEventListener("error", () => {
      drawn.textContent = "";
      drawn.append(h("span", { class: "prose-missing" }, `找不到图片：${picture.file}`));
    });
    drawn.append(image);
  }
  return h(
    "figure",
    {
      class: "prose-picture",
      "data-file": picture.file,
      "data-chart": picture.chart,
      "data-width": picture.width,
      "data-name": picture.name,
      "data-alternative": picture.alternative,
    },
    drawn,
    fillLine(h("figcaption", { "data-line": "caption", "data-hint": "图的标题" }), picture.caption),
  );
}

/**
 * Puts text into a line in place of what stands there. An empty line gets what gives it its height.
 * @template {HTMLElement} T
 * @param {T} line
 * @param {Inline[]} text
 * @returns {T}
 */
export function fillLine(line, text) {
  line.textContent = "";
  delete line.dataset.runs;
  const runs = tidy(text);
  const [lead, rest] = line.dataset.typed ? partAtStop(runs) : [runs, null];
  if (rest) {
    line.dataset.runs = "1";
    const face = h("span", { class: "prose-lead" });
    lead.forEach((run) => face.append(showRun(run)));
    line.append(face);
    rest.forEach((run) => line.append(showRun(run)));
  } else {
    runs.forEach((run) => line.append(showRun(run)));
  }
  const last = runs[runs.length - 1];
  if (!last || last.t !== "text" || last.text === "") {
    line.append(h("br"));
  }
  return line;
}

/**
 * @param {Inline} run
 * @returns {Node}
 */
function showRun(run) {
  switch (run.t) {
    case "figure":
      return h(
        "span",
        {
          class: run.shown === null ? "prose-figure prose-lost" : "prose-figure",
          contentEditable: "false",
          "data-figure": run.expression,
          "data-shown": run.shown,
        },
        run.shown === null ? "？" : run.shown,
      );
    case "note":
      return h("sup", { class: "prose-mark", contentEditable: "false", "data-note": run.label }, `[${run.label}]`);
    case "break":
      return h("br");
    default: {
      if (run.text === "" && run.link) {
        const what = /^chart:|^#fig/.test(run.link) ? "图" : /^#tbl/.test(run.link) ? "表" : "链接";
        return h(
          "span",
          {
            class: "prose-figure",
            contentEditable: "false",
            "data-reference": run.link,
            title: "图表的编号，排印时自动填上",
          },
          `${what}〇`,
        );
      }
      /** @type {Node} */
      let node = document.createTextNode(run.text);
      if (run.link) {
        node = h("a", { "data-link": run.link, title: run.link }, node);
      }
      return run.strong ? h("b", {}, node) : node;
    }
  }
}
