// Where an insertion goes that was asked for before a dialog, or before another section was shown. Takes an editor,
// gives a bookmark; the text may meanwhile have been taken off the page and put on it again.

import { choose, linesIn } from "./caret.js";

/** @typedef {import("../context.js").Context} Context */
/** @typedef {import("./editor.js").Editor} Editor */

/** Texts on the page, by their keys. @type {Map<string, Editor>} */
const live = new Map();

/** @param {Editor} editor */
export function enter(editor) {
  live.set(editor.key, editor);
}

/** @param {Editor} editor */
export function leave(editor) {
  if (live.get(editor.key) === editor) {
    live.delete(editor.key);
  }
}

/**
 * @typedef {{key: string, points: {line: number, offset: number}[]}} Bookmark
 */

/** @param {Editor} editor @returns {Bookmark} */
export function bookmark(editor) {
  const now = editor.chosen() || editor.lastChosen;
  const lines = linesIn(editor.root);
  const points = now ? [now.anchor, now.focus].map(({ line, offset }) => ({ line: lines.indexOf(line), offset })) : [];
  return { key: editor.key, points: points.filter(({ line }) => line >= 0) };
}

/**
 * Goes back to a bookmark. Without a place in the text the caret goes to its end, before the footnotes.
 * @param {Context} context
 * @param {Bookmark} mark
 * @returns {Editor | null} the text as it is on the page now
 */
export function goBack(context, mark) {
  if (!live.has(mark.key)) {
    context.focus.go({ key: mark.key });
  }
  const editor = live.get(mark.key) || null;
  if (editor) {
    editor.root.focus({ preventScroll: true });
    const lines = linesIn(editor.root);
    const [anchor, focus] = mark.points.map(({ line, offset }) => ({
      line: lines[Math.min(line, lines.length - 1)],
      offset,
    }));
    if (anchor && focus) {
      choose(anchor, focus);
    } else {
      const last = lines.filter((line) => line.dataset.line !== "note").pop() || lines[0];
      choose({ line: last, offset: Infinity });
    }
  }
  return editor;
}
