// What keys do in a text. Takes an editor; typing within a line is the browser's, whatever parts, joins or takes out
// lines is `change.js`'s. During a composition nothing is touched.

import { choose, chosen, leaveAtom, lineLength, linesIn, pointOf } from "./caret.js";
import { indent, joinBackward, joinForward, outdent, partLine } from "./change.js";
import { insertInlines, insertText } from "./insert.js";
import { newParagraph } from "./lines.js";
import { removeChosen } from "./remove.js";
import { setKind, toggleStrong } from "./kind.js";
import { nextCell } from "./tables.js";

/** @typedef {import("./editor.js").Editor} Editor */

/**
 * @param {Editor} editor
 */
export function followKeys(editor) {
  const { root } = editor;
  root.addEventListener("beforeinput", (event) => beforeInput(editor, /** @type {InputEvent} */ (event)));
  root.addEventListener("input", () => {
    if (!editor.isComposing) {
      editor.changed({ typing: true });
    }
  });
  root.addEventListener("compositionstart", () => {
    editor.isComposing = true;
  });
  root.addEventListener("compositionend", () => {
    editor.isComposing = false;
    // The text of the composition is in place only after this event in some browsers.
    window.setTimeout(() => {
      editor.changed({ typing: true });
      editor.sync();
    }, 0);
  });
  root.addEventListener("keydown", (event) => keyDown(editor, event));
  root.addEventListener("dragstart", (event) => event.preventDefault());
}

/**
 * @param {Editor} editor
 * @param {InputEvent} event
 */
function beforeInput(editor, event) {
  if (editor.isComposing || event.isComposing || event.inputType === "insertCompositionText") {
    return;
  }
  const now = editor.chosen();
  const type = event.inputType;
  const own = (/** @type {() => void} */ act) => {
    event.preventDefault();
    act();
    editor.changed();
  };
  if (type === "insertText" || type === "insertReplacementText") {
    const data = event.data !== null ? event.data : event.dataTransfer ? event.dataTransfer.getData("text/plain") : "";
    if (type === "insertText" && now && now.collapsed && isInLine(editor)) {
      return;
    }
    const [range] = event.getTargetRanges();
    if (type === "insertReplacementText" && range) {
      chooseRange(editor, range);
    }
    event.preventDefault();
    insertText(editor, data);
    editor.changed({ typing: true });
  } else if (type === "insertParagraph") {
    own(() => partLine(editor));
  } else if (type === "insertLineBreak") {
    own(() => insertInlines(editor, [{ t: "break" }]));
  } else if (type.startsWith("delete") && type !== "deleteByDrag") {
    remove(editor, event);
  } else if (type === "formatBold") {
    own(() => toggleStrong(editor));
  } else if (type === "historyUndo" || type === "historyRedo") {
    event.preventDefault();
    editor.step(type === "historyUndo" ? "undo" : "redo");
  } else {
    event.preventDefault();
  }
}

/** Whether the browser's caret is in a line, not between two. @param {Editor} editor */
function isInLine(editor) {
  const selection = document.getSelection();
  const node = selection && selection.anchorNode;
  const element = node instanceof Element ? node : node && node.parentElement;
  const line = element && element.closest("[data-line]");
  return line !== null && line !== undefined && editor.root.contains(line);
}

/**
 * @param {Editor} editor
 * @param {StaticRange} range
 */
function chooseRange(editor, range) {
  const start = pointOf(editor.root, range.startContainer, range.startOffset, true);
  const end = pointOf(editor.root, range.endContainer, range.endOffset, false);
  if (start && end) {
    choose(start, end);
  }
}

/**
 * @param {Editor} editor
 * @param {InputEvent} event
 */
function remove(editor, event) {
  const now = editor.chosen();
  if (!now) {
    event.preventDefault();
    return;
  }
  const isBack = !event.inputType.endsWith("Forward");
  if (now.collapsed) {
    const { line, offset } = now.start;
    const isAtEdge = isBack ? offset === 0 : offset === lineLength(line);
    if (isAtEdge) {
      event.preventDefault();
      (isBack ? joinBackward : joinForward)(editor, line);
      editor.changed();
      return;
    }
    const [range] = event.getTargetRanges();
    const start = range && pointOf(editor.root, range.startContainer, range.startOffset, true);
    const end = range && pointOf(editor.root, range.endContainer, range.endOffset, false);
    if (!start || !end) {
      return;
    }
    const isPlain = range.startContainer === range.endContainer && range.startContainer.nodeType === Node.TEXT_NODE;
    if (start.line === line && end.line === line && isPlain) {
      return;
    }
    // A chip, a line break, or more than this line: one line's worth is taken out.
    const from = start.line === line ? start.offset : 0;
    const to = end.line === line ? end.offset : lineLength(line);
    const [low, high] = from < to ? [from, to] : isBack ? [offset - 1, offset] : [offset, offset + 1];
    choose({ line, offset: low }, { line, offset: high });
  }
  event.preventDefault();
  removeChosen(editor);
  editor.changed({ typing: now.start.line === now.end.line });
}

/**
 * @param {Editor} editor
 * @param {KeyboardEvent} event
 */
function keyDown(editor, event) {
  if (!editor.isComposing) {
    leaveAtom(editor.root);
  }
  const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey;
  const key = event.key.toLowerCase();
  const own = (/** @type {() => void} */ act) => {
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  if (event.isComposing || event.keyCode === 229) {
    // A composition over several lines would leave the browser to join them.
    const now = chosen(editor.root);
    if (!editor.isComposing && now && now.start.line !== now.end.line) {
      removeChosen(editor);
      editor.changed();
    }
    return;
  }
  if (isCommand && (key === "z" || key === "y")) {
    own(() => editor.step(key === "y" || event.shiftKey ? "redo" : "undo"));
  } else if (isCommand && key === "b") {
    own(() => {
      toggleStrong(editor);
      editor.changed();
    });
  } else if (isCommand && (key === "i" || key === "u")) {
    event.preventDefault();
  } else if (event.ctrlKey && event.altKey && /^Digit[0-3]$/.test(event.code)) {
    own(() => {
      const level = Number(event.code.slice(5));
      setKind(editor, level === 0 ? { kind: "paragraph" } : { kind: "heading", level: level + 1 });
      editor.changed();
    });
  } else if (isCommand && key === "a") {
    own(() => chooseAll(editor));
  } else if (isCommand && event.key === "Enter") {
    // A paragraph behind the table, picture or quote that the caret is in.
    own(() => {
      const now = editor.chosen();
      const piece = now && editor.pieceOf(now.focus.line);
      if (piece) {
        putParagraph(piece, true);
        editor.changed();
      }
    });
  } else if (event.key === "Tab" && !isCommand) {
    tab(editor, event);
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !isCommand && !event.shiftKey) {
    leaveBlock(editor, event);
  }
}

/** In a table first the cell, or caption, that the caret is in; then all of the text. @param {Editor} editor */
function chooseAll(editor) {
  const now = editor.chosen();
  const all = linesIn(editor.root);
  const near = now && now.focus.line.closest("td, th, figcaption, [data-line=caption]");
  const lines = near ? linesIn(near) : all;
  const last = lines[lines.length - 1];
  const isChosen =
    now &&
    now.start.line === lines[0] &&
    now.start.offset === 0 &&
    now.end.line === last &&
    now.end.offset === lineLength(last);
  const wanted = isChosen ? all : lines;
  choose({ line: wanted[0], offset: 0 }, { line: wanted[wanted.length - 1], offset: Infinity });
}

/**
 * Arrows that find no line to go to, above a table that comes first or below one that comes last, make a paragraph
 * there.
 * @param {Editor} editor
 * @param {KeyboardEvent} event
 */
function leaveBlock(editor, event) {
  const now = editor.chosen();
  const piece = now && now.collapsed ? editor.pieceOf(now.focus.line) : null;
  if (!now || !piece || /^(paragraph|heading|item)$/.test(piece.dataset.kind || "")) {
    return;
  }
  const isDown = event.key === "ArrowDown";
  const next = isDown ? piece.nextElementSibling : piece.previousElementSibling;
  const row = now.focus.line.closest("tr");
  const isInner =
    row && (isDown ? row.nextElementSibling || piece.querySelector("[data-line=caption]") : row.previousElementSibling);
  const isCaption = !isDown && piece.dataset.kind === "table" && now.focus.line.dataset.line === "caption";
  const lines = linesIn(piece);
  const isEdge = row || now.focus.line === (isDown ? lines[lines.length - 1] : lines[0]);
  if (!next && !isInner && !isCaption && isEdge && piece.dataset.kind !== "note") {
    event.preventDefault();
    putParagraph(piece, isDown);
  }
}

/** @param {HTMLElement} piece @param {boolean} behind */
function putParagraph(piece, behind) {
  const fresh = newParagraph();
  if (behind) {
    piece.after(fresh);
  } else {
    piece.before(fresh);
  }
  choose({ line: fresh, offset: 0 });
}

/**
 * Tab goes on in a table and moves a list item in; elsewhere it leaves the text as any field.
 * @param {Editor} editor
 * @param {KeyboardEvent} event
 */
function tab(editor, event) {
  const now = editor.chosen();
  const line = now && now.focus.line;
  if (!line) {
    return;
  }
  if (line.dataset.line === "cell") {
    if (nextCell(editor, line, event.shiftKey)) {
      event.preventDefault();
    }
  } else if (line.dataset.kind === "item" && now.collapsed && now.start.offset === 0) {
    event.preventDefault();
    if (event.shiftKey) {
      outdent(editor, line);
    } else {
      indent(editor, line);
    }
    editor.changed();
  }
}
