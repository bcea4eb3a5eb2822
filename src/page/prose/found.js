// What was found about the pieces of a text, beside and below them. Takes an editor and the layer that lies over it;
// the lines stand outside of the text, which only leaves room for them. For the piece that the caret is in there is
// one place below the editor, so that nothing moves while she types.

import { h, refill } from "../dom.js";

/** @typedef {import("../types.js").Finding} Finding */
/** @typedef {import("./editor.js").Editor} Editor */

const SIGNS = { error: "✕", warning: "⚠", note: "ℹ" };
const ORDER = ["error", "warning", "note"];
const WORDS = { error: "错误", warning: "提醒", note: "提示" };

/**
 * What stands beside and below a piece.
 * @typedef {{index: number, piece: HTMLElement, element: HTMLElement, lines: HTMLElement}} Box
 */

/**
 * @param {Editor} editor
 * @param {HTMLElement} layer over the text
 * @param {HTMLElement} below where those of the caret's piece are shown
 * @returns {{show(): void, place(): void}}
 */
export function followFindings(editor, layer, below) {
  /** Findings that have been opened, by id. @type {Set<string>} */
  const opened = new Set();
  /** @type {Box[]} */
  let boxes = [];
  let state = "";
  let stateBelow = "";
  /** @type {HTMLElement[]} */
  let roomy = [];

  const place = () => {
    const now = boxes.map(({ piece }) => piece);
    for (const piece of roomy.filter((one) => !now.includes(one))) {
      piece.style.paddingBottom = "";
    }
    roomy = now;
    const rooms = boxes.map(({ lines }) => `${lines.offsetHeight}px`);
    boxes.forEach(({ piece }, at) => {
      if (piece.style.paddingBottom !== rooms[at]) {
        piece.style.paddingBottom = rooms[at];
      }
    });
    const places = boxes.map(({ piece }) => [`${piece.offsetTop}px`, `${piece.offsetHeight}px`]);
    boxes.forEach(({ element }, at) => {
      [element.style.top, element.style.height] = places[at];
    });
  };

  const show = () => {
    const now = editor.chosen();
    const current = now && document.activeElement === editor.root ? editor.pieceOf(now.focus.line) : null;
    const written = editor.shown.written(editor.root);
    /** @type {Map<number, Finding[]>} */
    const groups = new Map();
    /** @type {Finding[]} */
    let mine = [];
    const all = editor.context.findings.of(editor.key);
    // Room that was made stays while she writes here.
    if (all.length > 0 || document.activeElement !== editor.root) {
      below.classList.toggle("prose-has-found", all.length > 0);
    }
    for (const finding of all) {
      const index = finding.piece;
      if (index !== null && current !== null && written[index] === current) {
        mine = [finding].concat(mine);
      } else if (index === null || written[index] === undefined) {
        mine.push(finding);
      } else {
        groups.set(index, (groups.get(index) || []).concat(finding));
      }
    }
    // What stands below is put there anew only if it differs: she may be in the middle of answering it.
    const nextBelow = JSON.stringify(mine);
    if (nextBelow !== stateBelow) {
      stateBelow = nextBelow;
      refill(below, ...mine.map((finding) => editor.context.findings.element(finding)));
    }
    // The lines under the piece that the caret is in stay as they are until it leaves.
    const at = current ? written.indexOf(current) : -1;
    const held = boxes.find(({ piece, index }) => current !== null && (piece === current || index === at));
    const next = JSON.stringify([Array.from(groups), held ? held.index : -1, Array.from(opened)]);
    if (next === state) {
      for (const box of boxes) {
        box.piece = box === held && current ? current : written[box.index] || box.piece;
      }
    } else {
      state = next;
      const focused =
        document.activeElement && layer.contains(document.activeElement)
          ? document.activeElement.getAttribute("data-finding")
          : null;
      boxes = Array.from(groups).map(([index, list]) => box(index, written[index], list));
      if (held && current) {
        held.piece = current;
        boxes.push(held);
      }
      refill(layer, ...boxes.sort((a, b) => a.index - b.index).map(({ element }) => element));
      if (focused !== null) {
        const buttons = /** @type {HTMLElement[]} */ (Array.from(layer.querySelectorAll("[data-finding]")));
        buttons.find((button) => button.dataset.finding === focused)?.focus();
      }
    }
    place();
  };

  /** @param {number} index @param {HTMLElement} piece @param {Finding[]} list @returns {Box} */
  const box = (index, piece, list) => {
    const worst = list.map(({ severity }) => severity).sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))[0];
    const lines = h("div", { class: "prose-found-lines" });
    for (const finding of list) {
      const isOpen = opened.has(finding.id);
      const turn = () => {
        if (isOpen) {
          opened.delete(finding.id);
        } else {
          opened.add(finding.id);
        }
        show();
      };
      const sign = h(
        "span",
        { class: `prose-sign prose-is-${finding.severity}` },
        `${SIGNS[finding.severity]} ${WORDS[finding.severity]}`,
      );
      const words = h("span", { class: "prose-found-words" }, isOpen ? "收起" : finding.message);
      const attributes = {
        type: "button",
        class: "prose-found-line",
        "aria-expanded": isOpen,
        "data-finding": finding.id,
      };
      lines.append(h("button", { ...attributes, onclick: turn }, sign, words));
      if (isOpen) {
        lines.append(editor.context.findings.element(finding));
      }
    }
    const mark = h("div", { class: `prose-side prose-is-${worst}`, "aria-hidden": "true" }, SIGNS[worst]);
    return { index, piece, lines, element: h("div", { class: "prose-found" }, mark, lines) };
  };

  return { show, place };
}
