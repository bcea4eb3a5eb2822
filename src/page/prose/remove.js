// Takes out what is chosen in a text. Takes an editor; the caret is where it was, and nothing is sent.

import { choose, lineLength, linesIn } from "./caret.js";
import { slice } from "./inline.js";
import { discard, isFlow, newParagraph } from "./lines.js";
import { readLine } from "./read.js";

/** @typedef {import("./editor.js").Editor} Editor */
/** @typedef {import("./caret.js").Point} Point */

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
  lines
    .slice(lines.indexOf(from.line) + 1)
    .forEach((line) => (isFlow(line) ? discard(editor, line) : editor.setLine(line, [])));
}

/** Empties a piece up to a point. @param {Editor} editor @param {HTMLElement} piece @param {Point} to */
function clearTo(editor, piece, to) {
  const lines = linesIn(piece);
  editor.setLine(to.line, slice(readLine(to.line), to.offset));
  lines
    .slice(0, lines.indexOf(to.line))
    .forEach((line) => (isFlow(line) ? discard(editor, line) : editor.setLine(line, [])));
}
