// Changes of the text that are more than typing a sign: parting and joining lines, taking out what is chosen, putting
// pieces in. Takes an editor; each function leaves the caret where a clerk expects it, and sends nothing.

import { choose, lineLength, linesIn } from "./caret.js";
import { lengthOf, slice, textRun } from "./inline.js";
import { pieceWith, readLine, readPiece } from "./read.js";
import { isEmpty } from "./same.js";
import { fillLine, showCellLine, showPiece } from "./show.js";

/** @typedef {import("../types.js").Inline} Inline */
/** @typedef {import("../types.js").Piece} Piece */
/** @typedef {import("./editor.js").Editor} Editor */
/** @typedef {import("./caret.js").Point} Point */

/** @returns {HTMLElement} */
export function newParagraph() {
  return showPiece({ kind: "paragraph", text: [], plain: false });
}

/** Whether a line is a paragraph, heading or item: one that can be parted and joined. @param {HTMLElement} line */
export function isFlow(line) {
  return line.dataset.line === "flow";
}

/**
 * Takes out what is chosen. Gives where the caret is then.
 * @param {Editor} editor
 * @returns {Point | null}
 */
export function removeChosen(editor) {
  const now = editor.chosen();
  if (!now) {
    return null;
  }
  const { start, end } = now;
  if (now.collapsed) {
    return start;
  }
  const [head, tail] = [readLine(start.line), readLine(end.line)];
  if (start.line === end.line) {
    editor.setLine(start.line, slice(head, 0, start.offset).concat(slice(head, end.offset)));
    choose(start);
    return start;
  }
  if (removeWhole(editor, start, end)) {
    return editor.chosen()?.start || null;
  }
  const lines = linesIn(editor.root);
  const between = lines.slice(lines.indexOf(start.line) + 1, lines.indexOf(end.line));
  const joins = isFlow(start.line) && isFlow(end.line);
  editor.setLine(start.line, slice(head, 0, start.offset).concat(joins ? slice(tail, end.offset) : []));
  if (joins) {
    discard(editor, end.line);
  } else {
    editor.setLine(end.line, slice(tail, end.offset));
  }
  const [first, last] = [editor.pieceOf(start.line), editor.pieceOf(end.line)];
  for (const line of between) {
    const piece = editor.pieceOf(line);
    if (isFlow(line)) {
      discard(editor, line);
    } else if (piece && piece !== first && piece !== last) {
      piece.remove();
    } else if (line.isConnected) {
      editor.setLine(line, []);
    }
  }
  choose(start);
  return start;
}

/**
 * Takes out a choice that begins or ends with a whole table, or picture; says whether it was one.
 * @param {Editor} editor
 * @param {Point} start
 * @param {Point} end
 * @returns {boolean}
 */
function removeWhole(editor, start, end) {
  const [first, last] = [editor.pieceOf(start.line), editor.pieceOf(end.line)];
  if (!first || !last) {
    return false;
  }
  const isBlock = (/** @type {HTMLElement} */ piece) => /^(table|pictures)$/.test(piece.dataset.kind || "");
  const opens = start.line === linesIn(first)[0] && start.offset === 0;
  const closes = end.line === linesIn(last).pop() && end.offset === lineLength(end.line);
  const isAll = opens && closes && first === editor.root.firstElementChild && last === editor.root.lastElementChild;
  const takesFirst = isBlock(first) && opens && (first !== last || isAll);
  const takesLast = isBlock(last) && closes && (first !== last || isAll);
  if (!takesFirst && !takesLast) {
    return false;
  }
  const all = editor.children();
  all.slice(all.indexOf(first) + 1, all.indexOf(last)).forEach((piece) => piece.remove());
  let caret = start;
  if (takesFirst) {
    const fresh = newParagraph();
    first.before(fresh);
    first.remove();
    caret = { line: fresh, offset: 0 };
  } else {
    clearFrom(editor, first, start);
  }
  if (takesLast) {
    last.remove();
  } else if (last !== first) {
    clearTo(editor, last, end);
  }
  choose(caret);
  return true;
}

/** Empties a piece from a point on. @param {Editor} editor @param {HTMLElement} piece @param {Point} from */
function clearFrom(editor, piece, from) {
  const lines = linesIn(piece);
  editor.setLine(from.line, slice(readLine(from.line), 0, from.offset));
  lines.slice(lines.indexOf(from.line) + 1).forEach((line) => (isFlow(line) ? discard(editor, line) : editor.setLine(line, [])));
}

/** Empties a piece up to a point. @param {Editor} editor @param {HTMLElement} piece @param {Point} to */
function clearTo(editor, piece, to) {
  const lines = linesIn(piece);
  editor.setLine(to.line, slice(readLine(to.line), to.offset));
  lines.slice(0, lines.indexOf(to.line)).forEach((line) => (isFlow(line) ? discard(editor, line) : editor.setLine(line, [])));
}

/** Takes a line out that is a piece, and the quote that is empty without it. @param {Editor} editor @param {HTMLElement} line */
function discard(editor, line) {
  const parent = line.parentElement;
  line.remove();
  if (parent && parent !== editor.root && parent.childElementCount === 0) {
    parent.remove();
  } else if (parent) {
    touch(editor, parent);
  }
}

/** @param {Editor} editor @param {HTMLElement} element */
function touch(editor, element) {
  const piece = editor.pieceOf(element);
  if (piece) {
    editor.shown.touch(piece);
  }
}

/**
 * Puts text at the caret, in place of what is chosen.
 * @param {Editor} editor
 * @param {Inline[]} text
 */
export function insertInlines(editor, text) {
  const at = removeChosen(editor);
  if (!at) {
    return;
  }
  const before = readLine(at.line);
  editor.setLine(at.line, slice(before, 0, at.offset).concat(text, slice(before, at.offset)));
  choose({ line: at.line, offset: at.offset + lengthOf(text) });
}

/**
 * Types words at the caret, looking like those before them.
 * @param {Editor} editor
 * @param {string} text
 */
export function insertText(editor, text) {
  const at = removeChosen(editor);
  if (at) {
    const before = slice(readLine(at.line), Math.max(at.offset - 1, 0), at.offset)[0];
    const strong = before !== undefined && before.t === "text" && before.strong === true;
    insertInlines(editor, [textRun(text.replace(/[\t\r\n]+/g, " "), strong)]);
  }
}

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
  const like = isItem ? { .../** @type {any} */ (pieceWith(line, [])), number: null } : { kind: "paragraph", text: [], plain: false };
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
    const outer = piece.depth > 0 ? { ...piece, depth: piece.depth - 1, number: null } : /** @type {Piece} */ ({ kind: "paragraph", text: piece.text, plain: false });
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

/** Backspace in a caption that is empty takes the caption or the picture away. @param {Editor} editor @param {HTMLElement} line */
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

/** Takes a piece away; the caret goes to an empty paragraph in its place. @param {Editor} editor @param {HTMLElement} element */
export function removeBlock(editor, element) {
  const fresh = newParagraph();
  touch(editor, element);
  element.replaceWith(fresh);
  choose({ line: fresh, offset: 0 });
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

/**
 * Puts pieces in at the caret, in place of what is chosen. Words go into the line where only words are, or where the
 * line can hold nothing else.
 * @param {Editor} editor
 * @param {Piece[]} pieces
 */
export function insertPieces(editor, pieces) {
  const at = removeChosen(editor);
  if (!at || pieces.length === 0) {
    return;
  }
  const { line } = at;
  const only = pieces.length === 1 ? pieces[0] : null;
  if (only && only.kind === "paragraph") {
    insertInlines(editor, only.text);
    return;
  }
  if (!isFlow(line)) {
    insertIntoLine(editor, at, pieces);
    return;
  }
  const text = readLine(line);
  const [left, right] = [slice(text, 0, at.offset), slice(text, at.offset)];
  const rest = pieces.slice();
  let before = line;
  if (left.length > 0) {
    const first = rest[0];
    const isJoined = first.kind === "paragraph";
    editor.setLine(line, left.concat(isJoined ? first.text : []));
    if (isJoined) {
      rest.shift();
    }
  }
  for (const piece of rest) {
    const fresh = showPiece(piece);
    before.after(fresh);
    before = fresh;
  }
  const lines = linesIn(before);
  let caret = lines[lines.length - 1] || line;
  let offset = lineLength(caret);
  if (right.length > 0) {
    if (before !== line && before.dataset.kind === "paragraph") {
      editor.setLine(before, readLine(before).concat(right));
    } else {
      const fresh = showPiece(left.length > 0 ? { kind: "paragraph", text: right, plain: false } : pieceWith(line, right));
      before.after(fresh);
    }
  } else if (!isFlow(caret)) {
    const next = before.nextElementSibling;
    if (!next || next.getAttribute("data-kind") === "note") {
      caret = newParagraph();
      offset = 0;
      before.after(caret);
    }
  }
  if (left.length === 0 && before !== line) {
    discard(editor, line);
  }
  choose({ line: caret, offset });
}

/** @param {Editor} editor @param {Point} at @param {Piece[]} pieces */
function insertIntoLine(editor, at, pieces) {
  const texts = pieces.filter((piece) => !isEmpty(piece)).map(textOf);
  if (at.line.dataset.line === "cell" && texts.length > 1) {
    const text = readLine(at.line);
    const [left, right] = [slice(text, 0, at.offset), slice(text, at.offset)];
    editor.setLine(at.line, left.concat(texts[0]));
    let line = at.line;
    texts.slice(1).forEach((one, index) => {
      const fresh = showCellLine(index === texts.length - 2 ? one.concat(right) : one, false);
      line.after(fresh);
      line = fresh;
    });
    choose({ line, offset: lengthOf(texts[texts.length - 1]) });
    return;
  }
  /** @type {Inline[]} */
  let all = [];
  texts.forEach((text, index) => {
    all = all.concat(index > 0 ? [{ t: "break" }] : [], text);
  });
  insertInlines(editor, all);
}

/** All words of a piece as one line. @param {Piece} piece @returns {Inline[]} */
function textOf(piece) {
  switch (piece.kind) {
    case "heading":
      return piece.text.concat(piece.run_in || []);
    case "paragraph":
    case "item":
    case "note":
      return piece.text;
    case "table": {
      const texts = piece.cells.map((cell) => cell.lines.map((line) => line.text)).reduce((all, one) => all.concat(one), []);
      return texts.reduce((all, one, index) => all.concat(index > 0 ? [textRun(" ")] : [], one), /** @type {Inline[]} */ ([]));
    }
    case "quote":
      return piece.pieces.map(textOf).reduce((all, one) => all.concat(one), []);
    case "source":
      return [textRun(piece.source.trim())];
    default:
      return [];
  }
}
