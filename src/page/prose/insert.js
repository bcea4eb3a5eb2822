// Puts words or pieces in at the caret, in place of what is chosen. Takes an editor; the caret goes behind them, and
// nothing is sent.

import { choose, lineLength, linesIn } from "./caret.js";
import { lengthOf, slice, textRun } from "./inline.js";
import { discard, isFlow, newParagraph } from "./lines.js";
import { pieceWith, readLine } from "./read.js";
import { removeChosen } from "./remove.js";
import { isEmpty } from "./same.js";
import { showCellLine, showPiece } from "./show.js";

/** @typedef {import("../types.js").Inline} Inline */
/** @typedef {import("../types.js").Piece} Piece */
/** @typedef {import("./editor.js").Editor} Editor */
/** @typedef {import("./caret.js").Point} Point */

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
      const fresh = showPiece(
        left.length > 0 ? { kind: "paragraph", text: right, plain: false } : pieceWith(line, right),
      );
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
      const texts = piece.cells
        .map((cell) => cell.lines.map((line) => line.text))
        .reduce((all, one) => all.concat(one), []);
      return texts.reduce(
        (all, one, index) => all.concat(index > 0 ? [textRun(" ")] : [], one),
        /** @type {Inline[]} */ ([]),
      );
    }
    case "quote":
      return piece.pieces.map(textOf).reduce((all, one) => all.concat(one), []);
    case "source":
      return [textRun(piece.source.trim())];
    default:
      return [];
  }
}
