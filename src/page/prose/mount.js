// Puts a text of the report onto the page: its bar, itself, what was found about it. Takes the host, the page's
// context and the text's key, such as `overview.body`; gives what takes it away again.

import { h, refill } from "../dom.js";
import { enter, leave } from "./back.js";
import { toolBar } from "./bar.js";
import { choose, leaveAtom, lineLength, linesIn } from "./caret.js";
import { newParagraph } from "./lines.js";
import { followClipboard } from "./clip.js";
import { dress } from "./dress.js";
import { Editor } from "./editor.js";
import { insertFigure } from "./figure.js";
import { followFindings } from "./found.js";
import { followKeys } from "./keys.js";
import { goToNote } from "./note.js";

/** @typedef {import("../context.js").Context} Context */
/** @typedef {import("../types.js").Place} Place */

/** How long the caret rests before it is told where it is, in milliseconds. */
const REST = 150;

/**
 * @param {HTMLElement} host
 * @param {Context} context
 * @param {string} key
 * @returns {{destroy(): void}}
 */
export function mountProse(host, context, key) {
  const { store, focus, findings } = context;
  const name = nameOf(context, key);
  const root = h("div", {
    class: "prose-text prose-root",
    contentEditable: "true",
    role: "textbox",
    "aria-multiline": "true",
    "aria-label": name,
    "aria-placeholder": "在这里写，或者从 Word 粘贴",
    spellcheck: false,
  });
  const layer = h("div", { class: "prose-layer" });
  const below = h("div", { class: "prose-below", role: "status", "aria-label": `${name}：光标处的核对结果` });
  const file = h("p", { class: "prose-file" });
  const editor = new Editor(context, key, root);
  enter(editor);
  const bar = toolBar(editor, name);
  const paper = h("div", { class: "prose-paper" }, root, layer);
  const element = h("div", { class: "prose" }, bar.element, file, paper, below);
  host.append(element);
  followKeys(editor);
  followClipboard(editor);
  const found = followFindings(editor, layer, below);

  const show = () => {
    dress(editor);
    bar.show();
    found.show();
    const prose = editor.prose();
    const words = prose && prose.file ? `这段文字存在“${prose.file}”里` : "";
    if (file.textContent !== words) {
      refill(file, words);
    }
    file.hidden = words === "";
  };
  editor.onChange(show);

  let rest = 0;
  const tell = () => {
    const now = editor.chosen();
    const piece = now && editor.pieceOf(now.focus.line);
    if (now && piece && document.activeElement === root) {
      const lines = linesIn(piece);
      const before = lines.slice(0, lines.indexOf(now.focus.line)).reduce((sum, line) => sum + lineLength(line), 0);
      const index = editor.indexOf(piece);
      focus.at({ key, piece: index < 0 ? null : index, offset: before + now.focus.offset });
    }
  };
  const moved = () => {
    if (!editor.isComposing) {
      leaveAtom(root);
    }
    const now = editor.chosen();
    if (now) {
      editor.lastChosen = now;
      bar.show();
      window.clearTimeout(rest);
      rest = window.setTimeout(() => {
        found.show();
        tell();
      }, REST);
    }
  };
  document.addEventListener("selectionchange", moved);
  root.addEventListener("focus", () => window.setTimeout(moved, 0));
  root.addEventListener("blur", () => window.setTimeout(found.show, 0));
  root.addEventListener("mousedown", (event) => press(editor, event));
  root.addEventListener("dblclick", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-figure]")) {
      event.preventDefault();
      insertFigure(editor);
    }
  });
  root.addEventListener("keydown", (event) => {
    if (event.key === "F10" && event.altKey) {
      event.preventDefault();
      /** @type {HTMLElement | null} */ (bar.element.querySelector("[tabindex='0']"))?.focus();
    }
  });
  focus.guide(key, (place) => lead(editor, place));

  const resize = new ResizeObserver(() => found.place());
  resize.observe(root);
  const ends = [store.on("figures", show), store.on("charts", show), findings.onChange(() => found.show())];
  show();
  return {
    destroy() {
      leave(editor);
      editor.destroy();
      resize.disconnect();
      window.clearTimeout(rest);
      document.removeEventListener("selectionchange", moved);
      ends.forEach((end) => typeof end === "function" && end());
      element.remove();
    },
  };
}

/** What the text is called. @param {Context} context @param {string} key */
function nameOf({ store }, key) {
  const [part, which] = key.split(".");
  const section = store.part(`section:${part}`);
  const title = section ? `${section.number ? `${section.number}、` : ""}${section.title || "前言"}` : "";
  return which === "note" ? `${title}：表后说明` : `${title}：文字`;
}

/**
 * Puts the caret into a piece.
 * @param {Editor} editor
 * @param {Place} place
 */
function lead(editor, place) {
  const { root } = editor;
  root.focus({ preventScroll: true });
  const written = editor.shown.written(root);
  const element = typeof place.piece === "number" ? written[Math.min(place.piece, written.length - 1)] : null;
  const lines = linesIn(element || root);
  let left = place.offset || 0;
  let at = 0;
  while (at < lines.length - 1 && left > lineLength(lines[at])) {
    left -= lineLength(lines[at]);
    at += 1;
  }
  if (lines[at]) {
    choose({ line: lines[at], offset: left });
    const box = lines[at].getBoundingClientRect();
    if (box.top < 80 || box.bottom > window.innerHeight - 80) {
      lines[at].scrollIntoView({ block: "center" });
    }
  }
}

/**
 * A click below a table that comes last makes a paragraph; one on a figure chooses it, one on a note's mark goes
 * to the note, one on a picture to its caption.
 * @param {Editor} editor
 * @param {MouseEvent} event
 */
function press(editor, event) {
  const target = event.target instanceof Element ? event.target : null;
  if (!target) {
    return;
  }
  const last = editor.root.lastElementChild;
  if (
    target === editor.root &&
    last &&
    event.clientY > last.getBoundingClientRect().bottom &&
    !last.hasAttribute("data-line")
  ) {
    event.preventDefault();
    editor.root.focus({ preventScroll: true });
    const fresh = newParagraph();
    editor.root.append(fresh);
    choose({ line: fresh, offset: 0 });
    return;
  }
  const chip = target.closest("[data-figure], [data-reference]");
  const mark = target.closest("[data-note]");
  const drawn = target.closest(".prose-drawn");
  if (chip) {
    event.preventDefault();
    editor.root.focus({ preventScroll: true });
    const range = document.createRange();
    range.selectNode(chip);
    const selection = document.getSelection();
    if (selection) {
      selection.removeAllRanges();
      selection.addRange(range);
    }
  } else if (mark) {
    event.preventDefault();
    editor.root.focus({ preventScroll: true });
    goToNote(editor, mark.getAttribute("data-note") || "");
  } else if (drawn) {
    event.preventDefault();
    editor.root.focus({ preventScroll: true });
    const figure = drawn.closest("figure");
    const caption = /** @type {HTMLElement | null} */ (figure && figure.querySelector("[data-line]"));
    if (caption) {
      choose({ line: caption, offset: Infinity });
    }
  }
}
