// What kind the chosen pieces are, and how their words look. Takes an editor; changes what is chosen in it.

import { choose, linesIn } from "./caret.js";
import { isFlow, newParagraph } from "./lines.js";
import { changeBetween, lengthOf, slice, textRun, typedNumber, withoutNumber, words } from "./inline.js";
import { readLine, readPiece } from "./read.js";
import { showPiece } from "./show.js";

/** @typedef {import("../types.js").Inline} Inline */
/** @typedef {import("../types.js").Piece} Piece */
/** @typedef {import("./editor.js").Editor} Editor */

/**
 * @typedef {{kind: "paragraph"} | {kind: "heading", level: number}
 *   | {kind: "item", ordered: boolean} | {kind: "quote"}} Wish
 */

/** The lines that are chosen. @param {Editor} editor @returns {HTMLElement[]} */
export function chosenLines(editor) {
  const now = editor.chosen();
  if (!now) {
    return [];
  }
  const lines = linesIn(editor.root);
  return lines.slice(lines.indexOf(now.start.line), lines.indexOf(now.end.line) + 1);
}

/**
 * Makes the chosen paragraphs, headings and items what is wished.
 * @param {Editor} editor
 * @param {Wish} wish
 */
export function setKind(editor, wish) {
  if (wish.kind === "quote") {
    toggleQuote(editor);
    return;
  }
  for (const line of chosenLines(editor).filter(isFlow)) {
    const piece = readPiece(line);
    if (!("text" in piece)) {
      continue;
    }
    const all = piece.kind === "heading" ? piece.text.concat(piece.run_in || []) : piece.text;
    // A number typed by hand that showed the kind goes with it.
    const isTyped =
      piece.kind !== "item" &&
      typedNumber(words(all)) !== "" &&
      !(piece.kind === "paragraph" && wish.kind === "paragraph");
    const text = isTyped ? withoutNumber(all) : all;
    const isSame =
      piece.kind === wish.kind && (piece.kind !== "item" || wish.kind !== "item" || piece.ordered === wish.ordered);
    const fresh = editor.replace(
      line,
      isSame && wish.kind === "item" ? { kind: "paragraph", text, plain: false } : made(wish, text, piece),
    );
    const now = editor.chosen();
    if (isTyped && now && now.collapsed && now.focus.line === fresh) {
      choose({ line: fresh, offset: Math.max(now.focus.offset - lengthOf(all) + lengthOf(text), 0) });
    }
  }
}

/** @param {Wish} wish @param {Inline[]} text @param {Piece} before @returns {Piece} */
function made(wish, text, before) {
  if (wish.kind === "heading") {
    return { kind: "heading", level: wish.level, typed: false, text, run_in: null };
  }
  if (wish.kind === "item") {
    const depth = before.kind === "item" ? before.depth : 0;
    return { kind: "item", ordered: wish.ordered, brackets: false, number: null, depth, text };
  }
  return { kind: "paragraph", text, plain: false };
}

/** Puts the chosen pieces into a quote, or takes them out of theirs. @param {Editor} editor */
function toggleQuote(editor) {
  const now = editor.chosen();
  if (!now) {
    return;
  }
  const quotes = new Set(chosenLines(editor).map((line) => line.closest("blockquote")));
  quotes.delete(null);
  if (quotes.size > 0) {
    for (const quote of quotes) {
      if (quote) {
        quote.replaceWith(...Array.from(quote.children));
      }
    }
  } else {
    const pieces = new Set(chosenLines(editor).map((line) => editor.pieceOf(line)));
    const quote = showPiece({ kind: "quote", pieces: [] });
    for (const piece of pieces) {
      if (piece && piece.dataset.kind !== "note") {
        if (!quote.parentNode) {
          piece.before(quote);
        }
        quote.append(piece);
      }
    }
    if (quote.parentNode && !quote.nextElementSibling) {
      quote.after(newParagraph());
    }
  }
  choose(now.anchor, now.focus);
}

/**
 * Makes the chosen words 黑体, or not if all of them are.
 * @param {Editor} editor
 */
export function toggleStrong(editor) {
  const now = editor.chosen();
  if (!now) {
    return;
  }
  if (now.collapsed) {
    document.execCommand("bold");
    return;
  }
  const parts = chosenLines(editor)
    .filter((line) => line.dataset.line !== "source")
    .map((line) => ({
      line,
      from: line === now.start.line ? now.start.offset : 0,
      to: line === now.end.line ? now.end.offset : Infinity,
    }));
  const isStrong = (/** @type {Inline} */ run) => run.t !== "text" || run.strong === true;
  const isAll = parts.every(({ line, from, to }) => slice(readLine(line), from, to).every(isStrong));
  for (const { line, from, to } of parts) {
    const text = changeBetween(readLine(line), from, to, (run) => {
      if (run.t !== "text") {
        return run;
      }
      return textRun(run.text, !isAll, run.link);
    });
    editor.setLine(line, text);
  }
  choose(now.anchor, now.focus);
}
