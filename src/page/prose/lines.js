// What all changes of the text share: whether a line can be parted and joined, and taking one, or a piece, out.

import { choose } from "./caret.js";
import { showPiece } from "./show.js";

/** @typedef {import("./editor.js").Editor} Editor */

/** Whether a line is a paragraph, heading or item: one that can be parted and joined. @param {HTMLElement} line */
export function isFlow(line) {
  return line.dataset.line === "flow";
}

/** @returns {HTMLElement} */
export function newParagraph() {
  return showPiece({ kind: "paragraph", text: [], plain: false });
}

/**
 * Takes a line out that is a piece, and the quote that is empty without it.
 * @param {Editor} editor
 * @param {HTMLElement} line
 */
export function discard(editor, line) {
  const parent = line.parentElement;
  line.remove();
  if (parent && parent !== editor.root && parent.childElementCount === 0) {
    parent.remove();
  } else if (parent) {
    touch(editor, parent);
  }
}

/** @param {Editor} editor @param {HTMLElement} element */
export function touch(editor, element) {
  const piece = editor.pieceOf(element);
  if (piece) {
    editor.shown.touch(piece);
  }
}

/**
 * Takes a piece away; the caret goes to an empty paragraph in its place.
 * @param {Editor} editor
 * @param {HTMLElement} element
 */
export function removeBlock(editor, element) {
  const fresh = newParagraph();
  touch(editor, element);
  element.replaceWith(fresh);
  choose({ line: fresh, offset: 0 });
}
