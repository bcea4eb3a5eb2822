// Drawings of pages. Takes the program's SVG text and the outlines of glyphs; gives elements. Outlines are put into
// the document when a page first uses them. Knows not where pages stand.

/** @typedef {{open: string, parts: string[]}} Split the tag that opens a drawing, and its outermost elements */

const SVG = "http://www.w3.org/2000/svg";

export class Drawings {
  constructor() {
    /** @type {string[]} */
    this.outlines = [];
    /** @type {Set<string>} */
    this.defined = new Set();
    this.parser = new DOMParser();
    /** What is drawn on each sheet. @type {WeakMap<Element, Split>} */
    this.drawn = new WeakMap();
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("class", "glyphs");
    svg.setAttribute("width", "0");
    svg.setAttribute("height", "0");
    svg.setAttribute("aria-hidden", "true");
    this.glyphs = document.createElementNS(SVG, "defs");
    svg.append(this.glyphs);
    this.element = svg;
  }

  /**
   * Takes in outlines that the program has added.
   * @param {{from: number, outlines: string[]} | undefined} added
   */
  learn(added) {
    if (added) {
      added.outlines.forEach((outline, index) => {
        this.outlines[added.from + index] = outline;
      });
    }
  }

  /**
   * Puts a drawing into its sheet: only what differs from the one that is there.
   * @param {Element} sheet
   * @param {string} text
   * @returns {boolean} whether the text is a drawing
   */
  draw(sheet, text) {
    this.define(text);
    const svg = sheet.querySelector("svg");
    const old = this.drawn.get(sheet);
    const now = split(text);
    if (svg && old && now && old.open === now.open && this.patch(svg, old.parts, now)) {
      this.drawn.set(sheet, now);
      return true;
    }
    const wanted = this.parser.parseFromString(text, "image/svg+xml").documentElement;
    if (wanted.localName !== "svg") {
      return false;
    }
    const whole = /** @type {Element} */ (document.importNode(wanted, true));
    whole.setAttribute("aria-hidden", "true");
    whole.setAttribute("focusable", "false");
    if (svg) {
      svg.remove();
    }
    sheet.prepend(whole);
    if (now && now.parts.length === whole.childNodes.length) {
      this.drawn.set(sheet, now);
    } else {
      this.drawn.delete(sheet);
    }
    return true;
  }

  /**
   * Changes a drawing where its parts differ.
   * @param {Element} svg whose children are the old parts
   * @param {string[]} old
   * @param {Split} now
   * @returns {boolean} whether it could
   */
  patch(svg, old, now) {
    const { open, parts } = now;
    const most = Math.min(old.length, parts.length);
    let start = 0;
    while (start < most && old[start] === parts[start]) {
      start += 1;
    }
    let end = 0;
    while (end < most - start && old[old.length - 1 - end] === parts[parts.length - 1 - end]) {
      end += 1;
    }
    const come = parts.slice(start, parts.length - end);
    const fragment = document.createDocumentFragment();
    if (come.length > 0) {
      const drawn = this.parser.parseFromString(`${open}${come.join("")}</svg>`, "image/svg+xml").documentElement;
      if (drawn.childNodes.length !== come.length) {
        return false;
      }
      drawn.childNodes.forEach((node) => fragment.append(document.importNode(node, true)));
    }
    for (let gone = old.length - end - start; gone > 0; gone -= 1) {
      svg.childNodes[start].remove();
    }
    svg.insertBefore(fragment, svg.childNodes[start] || null);
    return true;
  }

  /** @param {string} text */
  define(text) {
    const added = document.createDocumentFragment();
    const uses = /href="#g(\d+)"/g;
    for (let found = uses.exec(text); found; found = uses.exec(text)) {
      const number = found[1];
      const outline = this.outlines[Number(number)];
      if (outline !== undefined && !this.defined.has(number)) {
        this.defined.add(number);
        const path = document.createElementNS(SVG, "path");
        path.setAttribute("id", `g${number}`);
        path.setAttribute("d", outline);
        added.append(path);
      }
    }
    if (added.childNodes.length > 0) {
      this.glyphs.append(added);
    }
  }
}

/**
 * Takes a drawing's text apart into its outermost elements: most of them are as they were, and need not be read again.
 * @param {string} text
 * @returns {Split | null} `null` if it is no drawing of elements only
 */
function split(text) {
  const opened = /^<svg(?:[^>"]|"[^"]*")*>/.exec(text);
  if (!opened || !text.endsWith("</svg>")) {
    return null;
  }
  const last = text.length - "</svg>".length;
  const tags = /<(\/?)\w+(?:[^>"]|"[^"]*")*>/g;
  tags.lastIndex = opened[0].length;
  const parts = [];
  let start = tags.lastIndex;
  let depth = 0;
  for (let tag = tags.exec(text); tag && tag.index < last; tag = tags.exec(text)) {
    if (tag[1] === "/") {
      depth -= 1;
    } else if (!tag[0].endsWith("/>")) {
      depth += 1;
    }
    if (depth === 0) {
      parts.push(text.slice(start, tags.lastIndex));
      start = tags.lastIndex;
    }
  }
  return start === last ? { open: opened[0], parts } : null;
}
