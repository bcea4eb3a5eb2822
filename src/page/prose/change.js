// Parts and joins lines, moves items in and out: what Enter, Backspace and Delete do at the edges of lines. Takes an
// editor; each function leaves the caret where a clerk expects it, and sends nothing.

import { choose, lineLength, linesIn } from "./caret.js";
import { lengthOf, slice } from "./inline.js";
import { insertInlines } from "./insert.js";
import { discard, isFlow, newParagraph, removeBlock, touch } from "./lines.js";
import { pieceWith, readLine, readPiece } from "./read.js";
import { removeChosen } from "./remove.js";
import { fillLine, showCellLine, showPiece } from "./show.js";

/** @typedef {import("../types.js").Piece} Piece */
/** @typedef {import("./editor.js").Editor} Editor */

/**
 * What Enter does: parts the line.
 * @param {Editor} editor
 */
export function partLine(editor) {
  const at = removeChosen(editor);
  if (!at) {
    return;
  }
  const { line, offset } = at;
  const text = readLine(line);
  const [left, right] = [slice(text, 0, offset), slice(text, offset)];
  if (line.dataset.line === "source") {
    insertInlines(editor, [{ t: "break" }]);
    return;
  }
  if (line.dataset.line === "cell") {
    const fresh = showCellLine(right, line.dataset.item === "1");
    editor.setLine(line, left);
    line.after(fresh);
    choose({ line: fresh, offset: 0 });
    return;
  }
  if (!isFlow(line)) {
    const piece = /** @type {HTMLElement | null} */ (line.closest("[data-kind]"));
    if (piece) {
      editor.setLine(line, left);
      const fresh = newParagraph();
      fillLine(fresh, right);
      piece.after(fresh);
      choose({ line: fresh, offset: 0 });
    }
    return;
  }
  if (text.length === 0 && leaveEmpty(editor, line)) {
    return;
  }
  const isItem = line.dataset.kind === "item";
  const like = isItem
    ? { .../** @type {any} */ (pieceWith(line, [])), number: null }
    : { kind: "paragraph", text: [], plain: false };
  const fresh = showPiece(like);
  if (offset === 0 && text.length > 0) {
    line.before(fresh);
    if (isItem && line.dataset.first !== undefined) {
      fresh.dataset.first = line.dataset.first;
      delete line.dataset.first;
    }
    choose({ line, offset: 0 });
  } else {
    editor.setLine(line, left);
    fillLine(fresh, right);
    line.after(fresh);
    choose({ line: fresh, offset: 0 });
  }
}

/**
 * Enter in an empty line leaves its list or quote.
 * @param {Editor} editor
 * @param {HTMLElement} line
 * @returns {boolean}
 */
function leaveEmpty(editor, line) {
  if (line.dataset.kind === "item") {
    outdent(editor, line);
    return true;
  }
  const parent = line.parentElement;
  if (parent && parent !== editor.root && parent.lastElementChild === line && parent.childElementCount > 1) {
    const fresh = newParagraph();
    line.remove();
    parent.after(fresh);
    choose({ line: fresh, offset: 0 });
    return true;
  }
  return false;
}

/**
 * Moves an item one level out; one that is on the outermost becomes a paragraph.
 * @param {Editor} editor
 * @param {HTMLElement} line
 */
export function outdent(editor, line) {
  const piece = readPiece(line);
  if (piece.kind === "item") {
    const outer =
      piece.depth > 0
        ? { ...piece, depth: piece.depth - 1, number: null }
        : /** @type {Piece} */ ({ kind: "paragraph", text: piece.text, plain: false });
    editor.replace(line, outer);
  }
}

/**
 * Moves an item one level in, if there is one above it to belong to.
 * @param {Editor} editor
 * @param {HTMLElement} line
 */
export function indent(editor, line) {
  const piece = readPiece(line);
  const above = /** @type {HTMLElement | null} */ (line.previousElementSibling);
  if (piece.kind === "item" && above && above.dataset.kind === "item" && piece.depth <= Number(above.dataset.depth)) {
    editor.replace(line, { ...piece, depth: piece.depth + 1, number: null });
  }
}

/**
 * What Backspace does at the opening of a line.
 * @param {Editor} editor
 * @param {HTMLElement} line
 */
export function joinBackward(editor, line) {
  if (line.dataset.line === "cell") {
    const above = /** @type {HTMLElement | null} */ (line.previousElementSibling);
    if (above) {
      joinLines(editor, above, line);
    } else if (line.dataset.item) {
      delete line.dataset.item;
      touch(editor, line);
    }
    return;
  }
  if (line.dataset.line === "caption") {
    removeEmptyCaption(editor, line);
    return;
  }
  if (line.dataset.line === "note") {
    if (readLine(line).length === 0) {
      removeNote(editor, line);
    }
    return;
  }
  if (!isFlow(line)) {
    return;
  }
  const isTyped = line.dataset.typed === "1";
  if (line.dataset.kind === "item") {
    outdent(editor, line);
    return;
  }
  if (line.dataset.kind === "heading" && !isTyped) {
    editor.replace(line, { kind: "paragraph", text: readLine(line), plain: false });
    return;
  }
  const parent = line.parentElement;
  const above = /** @type {HTMLElement | null} */ (line.previousElementSibling);
  if (!above && parent && parent !== editor.root) {
    parent.before(line);
    if (parent.childElementCount === 0) {
      parent.remove();
    } else {
      touch(editor, parent);
    }
    choose({ line, offset: 0 });
    return;
  }
  const lines = above ? linesIn(above) : [];
  const last = lines[lines.length - 1];
  if (last && isFlow(last)) {
    joinLines(editor, last, line);
  } else if (last) {
    if (readLine(line).length === 0) {
      line.remove();
    }
    choose({ line: last, offset: lineLength(last) });
  }
}

/**
 * What Delete does at the end of a line.
 * @param {Editor} editor
 * @param {HTMLElement} line
 */
export function joinForward(editor, line) {
  if (line.dataset.line === "cell") {
    const below = /** @type {HTMLElement | null} */ (line.nextElementSibling);
    if (below) {
      joinLines(editor, line, below);
    }
    return;
  }
  const lines = linesIn(editor.root);
  const next = lines[lines.indexOf(line) + 1];
  if (!next || !isFlow(line)) {
    return;
  }
  if (isFlow(next)) {
    joinLines(editor, line, next);
  } else if (readLine(line).length === 0) {
    discard(editor, line);
    choose({ line: next, offset: 0 });
  }
}

/** @param {Editor} editor @param {HTMLElement} line @param {HTMLElement} next */
function joinLines(editor, line, next) {
  const text = readLine(line);
  const rest = readLine(next);
  const takesKind = text.length === 0 && isFlow(line) && line.dataset.kind === "paragraph";
  if (takesKind) {
    discard(editor, line);
    choose({ line: next, offset: 0 });
    return;
  }
  editor.setLine(line, text.concat(rest));
  discard(editor, next);
  choose({ line, offset: lengthOf(text) });
}

/**
 * Backspace in a caption that is empty takes the caption or the picture away.
 * @param {Editor} editor
 * @param {HTMLElement} line
 */
function removeEmptyCaption(editor, line) {
  const piece = /** @type {HTMLElement | null} */ (line.closest("[data-kind]"));
  if (!piece || readLine(line).length > 0) {
    return;
  }
  if (piece.dataset.kind === "table") {
    line.remove();
    const lines = linesIn(piece);
    choose({ line: lines[lines.length - 1], offset: Infinity });
    return;
  }
  removePicture(editor, line);
}

/** Takes the picture of a caption away. @param {Editor} editor @param {HTMLElement} line */
export function removePicture(editor, line) {
  const figure = line.closest("figure");
  const piece = /** @type {HTMLElement | null} */ (line.closest("[data-kind]"));
  if (figure && piece) {
    if (piece.querySelectorAll("figure").length > 1) {
      figure.remove();
      choose({ line: linesIn(piece)[0], offset: Infinity });
    } else {
      removeBlock(editor, piece);
    }
  }
}

/** Takes a footnote away with its marks. @param {Editor} editor @param {HTMLElement} note */
function removeNote(editor, note) {
  const marks = Array.from(editor.root.querySelectorAll("[data-note]"));
  const mine = marks.filter((mark) => mark.getAttribute("data-note") === note.dataset.label);
  const line = mine.length > 0 ? /** @type {HTMLElement | null} */ (mine[0].closest("[data-line]")) : null;
  mine.forEach((mark) => mark.remove());
  const above = /** @type {HTMLElement | null} */ (note.previousElementSibling);
  note.remove();
  const lines = above ? linesIn(above) : [];
  const at = line || lines[lines.length - 1];
  if (at) {
    choose({ line: at, offset: Infinity });
  }
}
