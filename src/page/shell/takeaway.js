// A copy to take away when nothing can be saved: the whole report as a page that Word opens and that can be imported
// again. Takes the store and the edits that were not answered; gives a file to the browser.

import { SECTIONS } from "../findings/words.js";

/** @typedef {import("../types.js").Section} Section */
/** @typedef {import("../types.js").Piece} Piece */
/** @typedef {import("../types.js").Inline} Inline */
/** @typedef {import("../types.js").Edit} Edit */
/** @typedef {import("../types.js").TableCell} TableCell */
/** @typedef {import("../types.js").PieceCell} PieceCell */

/** @param {import("../context.js").Context} context */
export function takeAway({ store, server }) {
  const head = store.part("head") || { organ: "", year: "" };
  const name = `${head.organ}${head.year}年度报告 ${stamp(new Date())}.html`.replace(/[\\/:*?"<>|]/g, "");
  give(name, new Blob([page(store, server.unanswered())], { type: "text/html;charset=utf-8" }));
}

/**
 * Gives a file to the browser, as a download.
 * @param {string} name
 * @param {Blob} file
 */
export function give(name, file) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

/** @param {Date} now */
function stamp(now) {
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return `${now.getMonth() + 1}月${now.getDate()}日${two(now.getHours())}时${two(now.getMinutes())}分`;
}

/**
 * @param {import("../store.js").Store} store
 * @param {Edit[]} edits
 * @returns {string}
 */
function page(store, edits) {
  /** @type {Map<string, string>} */
  const cells = new Map();
  /** @type {Map<string, (Piece | {source: string})[]>} */
  const texts = new Map();
  for (const edit of edits) {
    if (edit.do === "cell") {
      cells.set(edit.key, edit.text || "");
    } else if (edit.do === "prose") {
      texts.set(edit.key, edit.pieces);
    }
  }
  const parts = SECTIONS.map((key) => store.part(`section:${key}`)).filter(Boolean);
  const body = parts.map((section) => sectionText(section, cells, texts)).join("\n");
  const title = (store.part("head") || {}).title || [];
  const file = edits.find((edit) => edit.do === "file");
  const broken = file && file.do === "file" ? file.text : (store.part("broken") || {}).text;
  return `<!doctype html>\n<html lang="zh-CN"><meta charset="utf-8"><title>${plain(title.join(""))}</title>
<h1>${title.map(plain).join("<br>")}</h1>\n${body}${broken ? `<pre>${plain(broken)}</pre>` : ""}</html>\n`;
}

/**
 * @param {Section} section
 * @param {Map<string, string>} cells
 * @param {Map<string, (Piece | {source: string})[]>} texts
 */
function sectionText({ key, number, title, body, table, note }, cells, texts) {
  const heading = number === "" ? "" : `<h2>${number}、${plain(title)}</h2>\n`;
  const before = texts.get(`${key}.body`) || body.pieces;
  const after = texts.get(`${key}.note`) || (note ? note.pieces : []);
  const between = table ? grid(table.cells, (cell) => plain(cells.get(cell.key || "") || cell.text)) : "";
  return heading + pieces(before) + between + pieces(after);
}

/** @param {(Piece | {source: string})[]} all @returns {string} */
function pieces(all) {
  return all.map((one) => ("kind" in one ? piece(one) : `<p>${plain(one.source)}</p>`)).join("\n");
}

/** @param {Piece} one @returns {string} */
function piece(one) {
  switch (one.kind) {
    case "heading":
      return tag(`h${one.level + 1}`, inlines(one.text)) + (one.run_in ? tag("p", inlines(one.run_in)) : "");
    case "paragraph":
    case "note":
      return `<p>${inlines(one.text)}</p>`;
    case "item":
      return `<p>${one.ordered && one.number !== null ? `${one.number}. ` : ""}${inlines(one.text)}</p>`;
    case "table":
      return (
        grid(one.cells, (cell) => cell.lines.map((line) => inlines(line.text)).join("<br>")) +
        (one.caption ? `<p>${inlines(one.caption)}</p>` : "")
      );
    case "pictures":
      return one.items
        .map((item) => `<p>［图：${plain(item.file || item.chart || "")}］${inlines(item.caption)}</p>`)
        .join("");
    case "quote":
      return `<blockquote>${pieces(one.pieces)}</blockquote>`;
    default:
      return `<pre>${plain(one.source)}</pre>`;
  }
}

/**
 * @template {TableCell | PieceCell} T
 * @param {T[]} cells
 * @param {(cell: T) => string} text
 * @returns {string}
 */
function grid(cells, text) {
  /** @type {string[][]} */
  const rows = [];
  for (const cell of cells) {
    while (rows.length <= cell.row) {
      rows.push([]);
    }
    rows[cell.row].push(`<td rowspan="${cell.row_span}" colspan="${cell.column_span}">${text(cell)}</td>`);
  }
  return `<table border="1">\n${rows.map((row) => `<tr>${row.join("")}</tr>`).join("\n")}\n</table>\n`;
}

/**
 * @param {string} name
 * @param {string} markup
 */
function tag(name, markup) {
  return `<${name}>${markup}</${name}>`;
}

/** @param {Inline[]} all @returns {string} */
function inlines(all) {
  return all
    .map((one) => {
      switch (one.t) {
        case "text":
          return one.strong ? `<b>${plain(one.text)}</b>` : plain(one.text);
        case "figure":
          return plain(one.shown === null ? `{{ ${one.expression} }}` : one.shown);
        case "break":
          return "<br>";
        default:
          return "";
      }
    })
    .join("");
}

/** @param {string} text */
function plain(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
