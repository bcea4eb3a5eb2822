// The clipboard of a text, and what is dropped on it. Takes an editor; puts in what is pasted as the structure that
// the program makes of it, gives what is copied as clean words and as this page's own pieces, in which figures stay
// figures.

import { ask, upload } from "../server.js";
import { h } from "../dom.js";
import { bookmark, goBack } from "./back.js";
import { choose, pointOf } from "./caret.js";
import { insertInlines, insertPieces, insertText } from "./insert.js";
import { removeChosen } from "./remove.js";
import { chosenPieces, asHtml, asText } from "./copy.js";
import { pasteOver } from "./tables.js";

/** @typedef {import("../types.js").Piece} Piece */
/** @typedef {import("./editor.js").Editor} Editor */

const OWN = "application/x-report-pieces";

/**
 * @param {Editor} editor
 */
export function followClipboard(editor) {
  const { root } = editor;
  const copy = (/** @type {ClipboardEvent} */ event) => {
    const pieces = chosenPieces(editor);
    if (pieces.length > 0 && event.clipboardData) {
      event.preventDefault();
      event.clipboardData.setData("text/plain", asText(pieces));
      event.clipboardData.setData("text/html", asHtml(pieces));
      event.clipboardData.setData(OWN, JSON.stringify(pieces));
      return true;
    }
    return false;
  };
  root.addEventListener("copy", copy);
  root.addEventListener("cut", (event) => {
    if (copy(event)) {
      removeChosen(editor);
      editor.changed();
    }
  });
  root.addEventListener("paste", (event) => {
    event.preventDefault();
    if (event.clipboardData) {
      take(editor, event.clipboardData);
    }
  });
  root.addEventListener("dragover", (event) => event.preventDefault());
  root.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer) {
      root.focus({ preventScroll: true });
      caretAt(editor, event);
      take(editor, event.dataTransfer);
    }
  });
}

/** @param {Editor} editor @param {DragEvent} event */
function caretAt(editor, event) {
  const range = document.caretRangeFromPoint ? document.caretRangeFromPoint(event.clientX, event.clientY) : null;
  const point =
    range && editor.root.contains(range.startContainer)
      ? pointOf(editor.root, range.startContainer, range.startOffset, true)
      : null;
  if (point) {
    choose(point);
  }
}

/**
 * Puts in what the clipboard, or something dropped, holds.
 * @param {Editor} editor
 * @param {DataTransfer} data
 */
async function take(editor, data) {
  const html = data.getData("text/html");
  const text = data.getData("text/plain").replace(/\r\n?/g, "\n");
  const own = data.getData(OWN);
  const pictures = Array.from(data.files).filter((file) => file.type.startsWith("image/"));
  const line = editor.chosen()?.focus.line;
  if (!line) {
    return;
  }
  if (line.dataset.line === "source") {
    insertInlines(editor, [{ t: "text", text }]);
    editor.changed();
  } else if (own !== "") {
    putIn(editor, parse(own));
  } else if (pictures.length > 0 && text.trim() === "" && !/<(table|p|h[1-6])\b/i.test(html)) {
    await putPictures(editor, pictures);
  } else if (isPlain(html, text)) {
    insertText(editor, text.trim());
    editor.changed();
  } else if (html !== "" || text !== "") {
    await askFor(editor, html, text);
  }
}

/** @param {string} own @returns {Piece[]} */
function parse(own) {
  try {
    return JSON.parse(own);
  } catch {
    return [];
  }
}

/** Whether what is pasted is one line of nothing but words. @param {string} html @param {string} text */
function isPlain(html, text) {
  const isLine = text.trim() !== "" && !/[\n\t]/.test(text.trim());
  return isLine && !/<(b|strong|a|img|table|h[1-6]|li|sup|br)\b|font-weight:\s*(bold|[6-9]00)|mso-list/i.test(html);
}

/**
 * Asks the program for the structure of what is pasted. If it cannot say, each line is a paragraph.
 * @param {Editor} editor
 * @param {string} html
 * @param {string} text
 */
async function askFor(editor, html, text) {
  const { context } = editor;
  const mark = bookmark(editor);
  editor.root.setAttribute("aria-busy", "true");
  /** @type {Piece[]} */
  let pieces;
  /** @type {string[]} */
  let doubts = [];
  try {
    ({ pieces, doubts } = await ask("/api/paste/prose", { key: editor.key, html: html === "" ? null : html, text }));
  } catch (error) {
    doubts = [`${error instanceof Error ? error.message : "没有认出来。"}先按纯文字粘贴。`];
    const lines = text.split("\n").filter((one) => one.trim() !== "");
    pieces = lines.map((one) => ({ kind: "paragraph", text: [{ t: "text", text: one.trim() }], plain: false }));
  }
  editor.root.removeAttribute("aria-busy");
  const back = document.activeElement === editor.root && editor.chosen() ? editor : goBack(context, mark);
  if (back) {
    putIn(back, pieces);
  }
  doubts.forEach((doubt) => context.dialogs.notice(doubt));
}

/** @param {Editor} editor @param {Piece[]} pieces */
function putIn(editor, pieces) {
  const only = pieces.length === 1 ? pieces[0] : null;
  if (!(only && only.kind === "table" && pasteOver(editor, only))) {
    insertPieces(editor, pieces);
  }
  editor.changed();
  const now = editor.chosen();
  if (now) {
    now.focus.line.scrollIntoView({ block: "nearest" });
  }
}

/**
 * Puts picture files beside the report and into the text.
 * @param {Editor} editor
 * @param {File[]} files
 */
async function putPictures(editor, files) {
  const { context } = editor;
  const mark = bookmark(editor);
  /** @type {Piece[]} */
  const pieces = [];
  for (const file of files) {
    try {
      const { file: name } = await upload(`/api/picture?name=${encodeURIComponent(file.name || "图片.png")}`, file);
      const item = { file: name, chart: null, caption: [], width: null, name: null, alternative: null };
      pieces.push({ kind: "pictures", items: [item] });
    } catch (error) {
      context.dialogs.notice(error instanceof Error ? error.message : "图片没有放进来。");
    }
  }
  const back = pieces.length > 0 ? goBack(context, mark) : null;
  if (back) {
    const before = new Set(back.root.querySelectorAll("figcaption"));
    insertPieces(back, pieces);
    const caption = /** @type {HTMLElement | undefined} */ (
      Array.from(back.root.querySelectorAll("figcaption")).find((one) => !before.has(one))
    );
    if (caption) {
      choose({ line: caption, offset: 0 });
    }
    back.changed();
  }
}

/**
 * Has a picture chosen from the disk.
 * @param {Editor} editor
 */
export function choosePicture(editor) {
  const field = h("input", {
    type: "file",
    accept: "image/png,image/jpeg,image/gif,image/webp,image/svg+xml",
    multiple: true,
    hidden: true,
    "aria-label": "选择图片",
  });
  field.addEventListener("change", () => {
    putPictures(editor, Array.from(field.files || []));
    field.remove();
  });
  document.body.append(field);
  field.click();
}
