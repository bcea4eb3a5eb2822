// Where the caret stands: a line and how many signs are before it. Takes and sets the selection of the browser. Knows
// lines (`data-line`) and what counts as one sign in them, no pieces.

import { atomOf } from "./read.js";

/** @typedef {{line: HTMLElement, offset: number}} Point */
/** @typedef {{anchor: Point, focus: Point, start: Point, end: Point, collapsed: boolean}} Chosen */

/**
 * All lines, in the order in which they stand.
 * @param {Element} parent
 * @returns {HTMLElement[]}
 */
export function linesIn(parent) {
  const lines = /** @type {HTMLElement[]} */ (Array.from(parent.querySelectorAll("[data-line]")));
  return parent.hasAttribute("data-line") ? [/** @type {HTMLElement} */ (parent), ...lines] : lines;
}

/**
 * The nodes of a line that count: texts, and what counts as one sign.
 * @param {Node} parent
 * @returns {{node: Node, length: number}[]}
 */
function atoms(parent) {
  /** @type {{node: Node, length: number}[]} */
  let out = [];
  for (const node of parent.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) {
      out.push({ node, length: (node.nodeValue || "").length });
    } else if (node instanceof HTMLElement) {
      out = out.concat(atomOf(node) ? [{ node, length: 1 }] : atoms(node));
    }
  }
  return out;
}

/**
 * How many signs a line has. The break that only gives it its height is none.
 * @param {HTMLElement} line
 * @returns {number}
 */
export function lineLength(line) {
  const all = atoms(line);
  const sum = all.reduce((before, atom) => before + atom.length, 0);
  const last = all[all.length - 1];
  return last && last.node.nodeName === "BR" ? sum - 1 : sum;
}

/**
 * How many signs of a line are before a point.
 * @param {HTMLElement} line
 * @param {Node} node
 * @param {number} offset
 * @returns {number}
 */
function offsetIn(line, node, offset) {
  const range = document.createRange();
  range.setStart(line, 0);
  range.setEnd(node, offset);
  let sum = 0;
  for (const atom of atoms(line)) {
    if (atom.node === node) {
      sum += atom.node.nodeType === Node.TEXT_NODE ? offset : 0;
      break;
    }
    const parent = /** @type {Node} */ (atom.node.parentNode);
    const behind = Array.prototype.indexOf.call(parent.childNodes, atom.node) + 1;
    if (range.comparePoint(parent, behind) > 0) {
      break;
    }
    sum += atom.length;
  }
  return Math.min(sum, lineLength(line));
}

/**
 * The node and offset of a point, as the browser wants them.
 * @param {Point} point
 * @returns {[Node, number]}
 */
export function place({ line, offset }) {
  let left = Math.min(offset, lineLength(line));
  for (const { node, length } of atoms(line)) {
    if (node.nodeType === Node.TEXT_NODE) {
      if (left <= length) {
        return [node, left];
      }
    } else if (left === 0) {
      const parent = /** @type {Node} */ (node.parentNode);
      return [parent, Array.prototype.indexOf.call(parent.childNodes, node)];
    }
    left -= length;
  }
  return [line, line.childNodes.length];
}

/**
 * What is chosen within the editor; `null` if the selection is elsewhere.
 * @param {HTMLElement} root
 * @returns {Chosen | null}
 */
export function chosen(root) {
  const selection = document.getSelection();
  if (!selection || !selection.anchorNode || !selection.focusNode) {
    return null;
  }
  if (!root.contains(selection.anchorNode) || !root.contains(selection.focusNode)) {
    return null;
  }
  const range = selection.getRangeAt(0);
  const isForward = range.startContainer === selection.anchorNode && range.startOffset === selection.anchorOffset;
  const start = pointOf(root, range.startContainer, range.startOffset, true);
  let end = range.collapsed ? start : pointOf(root, range.endContainer, range.endOffset, false);
  if (!start || !end) {
    return null;
  }
  // Three clicks choose a paragraph up to the opening of the next, of which nothing is meant.
  const isBefore = range.endContainer instanceof Element && range.endOffset === 0;
  if (isBefore && end.offset === 0 && start.line !== end.line && !range.collapsed) {
    const lines = linesIn(root);
    const line = lines[lines.indexOf(end.line) - 1];
    end = line ? { line, offset: lineLength(line) } : end;
  }
  if (start.line !== end.line && start.line.compareDocumentPosition(end.line) & Node.DOCUMENT_POSITION_PRECEDING) {
    end = start;
  }
  const collapsed = start.line === end.line && start.offset === end.offset;
  return isForward
    ? { anchor: start, focus: end, start, end, collapsed }
    : { anchor: end, focus: start, start, end, collapsed };
}

/**
 * The point of a node and offset; the next line in the direction if it is in none.
 * @param {HTMLElement} root
 * @param {Node} node
 * @param {number} offset
 * @param {boolean} forward
 * @returns {Point | null}
 */
export function pointOf(root, node, offset, forward) {
  const element = node instanceof Element ? node : node.parentElement;
  const line = /** @type {HTMLElement | null} */ (element && element.closest("[data-line]"));
  if (line && root.contains(line)) {
    return { line, offset: offsetIn(line, node, offset) };
  }
  const range = document.createRange();
  range.setStart(node, offset);
  const lines = linesIn(root);
  const after = lines.find((one) => range.comparePoint(one, 0) >= 0);
  const before = lines.filter((one) => range.comparePoint(one, 0) < 0).pop();
  if (forward && after) {
    return { line: after, offset: 0 };
  }
  if (before) {
    return { line: before, offset: lineLength(before) };
  }
  return after ? { line: after, offset: 0 } : null;
}

/**
 * Puts the caret at a point, or chooses from one to another.
 * @param {Point} anchor
 * @param {Point} [focus]
 */
export function choose(anchor, focus = anchor) {
  const selection = document.getSelection();
  if (selection) {
    const [from, at] = place(anchor);
    const [to, end] = place(focus);
    selection.setBaseAndExtent(from, at, to, end);
  }
}

/**
 * Takes a caret that a browser has put into a figure or mark, where nothing can be typed, out of it.
 * @param {HTMLElement} root
 */
export function leaveAtom(root) {
  const selection = document.getSelection();
  const node = selection && selection.focusNode;
  if (!selection || !node || !selection.isCollapsed || !root.contains(node)) {
    return;
  }
  const element = node instanceof Element ? node : node.parentElement;
  const atom = element && element.closest("[contenteditable=false]");
  const parent = atom && atom.parentNode;
  if (atom && parent && atom.matches("[data-figure], [data-note], [data-reference]")) {
    const at = Array.prototype.indexOf.call(parent.childNodes, atom);
    const next = atom.nextSibling;
    if (selection.focusOffset === 0) {
      selection.collapse(parent, at);
    } else if (next && next.nodeType === Node.TEXT_NODE) {
      selection.collapse(next, 0);
    } else {
      selection.collapse(parent, at + 1);
    }
  }
}
