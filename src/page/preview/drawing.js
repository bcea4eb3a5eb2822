// Drawings of pages. Takes the program's SVG text and the outlines of glyphs; gives elements. Outlines are put into
// the document when a page first uses them. Knows not where pages stand.

const SVG = "http://www.w3.org/2000/svg";

export class Drawings {
  constructor() {
    /** @type {string[]} */
    this.outlines = [];
    /** @type {Set<string>} */
    this.defined = new Set();
    this.parser = new DOMParser();
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
    const drawn = this.parser.parseFromString(text, "image/svg+xml").documentElement;
    if (drawn.localName !== "svg") {
      return false;
    }
    this.define(text);
    const old = sheet.querySelector("svg");
    if (old) {
      patch(old, drawn);
    } else {
      const svg = /** @type {Element} */ (document.importNode(drawn, true));
      svg.setAttribute("aria-hidden", "true");
      svg.setAttribute("focusable", "false");
      sheet.prepend(svg);
    }
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
 * Makes an element like another one: what is the same at its beginning and at its end stays.
 * @param {Element} old
 * @param {Element} wanted
 */
function patch(old, wanted) {
  for (const { name, value } of Array.from(wanted.attributes)) {
    if (old.getAttribute(name) !== value) {
      old.setAttribute(name, value);
    }
  }
  const before = Array.from(old.childNodes);
  const after = Array.from(wanted.childNodes);
  let start = 0;
  while (start < before.length && start < after.length && before[start].isEqualNode(after[start])) {
    start += 1;
  }
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end].isEqualNode(after[after.length - 1 - end])) {
    end += 1;
  }
  const gone = before.slice(start, before.length - end);
  const come = after.slice(start, after.length - end);
  const one = gone[0];
  const other = come[0];
  const isSame =
    gone.length === 1 &&
    come.length === 1 &&
    one instanceof Element &&
    other instanceof Element &&
    one.localName === other.localName;
  if (isSame) {
    patch(/** @type {Element} */ (one), /** @type {Element} */ (other));
    return;
  }
  const fragment = document.createDocumentFragment();
  come.forEach((node) => fragment.append(document.importNode(node, true)));
  old.insertBefore(fragment, before[before.length - end] || null);
  gone.forEach((node) => node.remove());
}
