// The numbers of headings, list items and notes, which nobody types. Takes the element whose children are pieces,
// puts `data-number` on them for the style sheet to show. Headings in a quote have their own.

const DIGITS = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/** Below 100. @param {number} value @returns {string} */
export function chinese(value) {
  const tens = Math.floor(value / 10);
  return (tens > 0 ? (tens > 1 ? DIGITS[tens % 10] : "") + "十" : "") + DIGITS[value % 10];
}

/**
 * @param {HTMLElement} root
 */
export function number(root) {
  numberHeadings(root);
  numberItems(root);
  root.querySelectorAll("blockquote").forEach((quote) => numberItems(/** @type {HTMLElement} */ (quote)));
  numberNotes(root);
  for (const caption of root.querySelectorAll("[data-line=caption]")) {
    caption.classList.toggle("prose-blank", caption.textContent === "" && !caption.querySelector("[data-figure]"));
  }
}

/** @param {HTMLElement} root */
function numberHeadings(root) {
  let counts = [0, 0, 0];
  for (const element of piecesIn(root)) {
    if (element.dataset.kind === "heading") {
      const depth = Math.min(Math.max(Number(element.dataset.level) - 2, 0), 2);
      counts = counts.map((count, at) => (at < depth ? count : at === depth ? count + 1 : 0));
      const count = counts[depth];
      const shown = depth === 0 ? `（${chinese(count)}）` : depth === 1 ? `${count}.` : `（${count}）`;
      put(element, element.dataset.typed ? "" : shown);
    }
  }
}

/** @param {HTMLElement} parent */
function numberItems(parent) {
  /** @type {number[]} */
  let counts = [];
  for (const element of piecesIn(parent)) {
    const { kind, ordered, depth, first, brackets } = element.dataset;
    if (kind !== "item") {
      counts = [];
      continue;
    }
    const level = Number(depth) || 0;
    counts = counts.slice(0, level + 1);
    const before = counts[level];
    counts[level] = before === undefined ? Number(first || 1) : before + 1;
    const isNested = level > 0 || brackets === "1";
    put(element, ordered === "1" ? (isNested ? `（${counts[level]}）` : `${counts[level]}.`) : "•");
  }
}

/** @param {HTMLElement} root */
function numberNotes(root) {
  /** @type {string[]} */
  const labels = [];
  for (const mark of root.querySelectorAll("[data-note]")) {
    const label = mark.getAttribute("data-note") || "";
    if (!labels.includes(label)) {
      labels.push(label);
    }
    const shown = `[${labels.indexOf(label) + 1}]`;
    if (mark.textContent !== shown) {
      mark.textContent = shown;
    }
  }
  for (const note of root.querySelectorAll("[data-kind=note]")) {
    const at = labels.indexOf(note.getAttribute("data-label") || "");
    put(/** @type {HTMLElement} */ (note), at < 0 ? "[？]" : `[${at + 1}]`);
  }
}

/** @param {HTMLElement} parent @returns {HTMLElement[]} */
function piecesIn(parent) {
  return /** @type {HTMLElement[]} */ (Array.from(parent.children));
}

/** @param {HTMLElement} element @param {string} text */
function put(element, text) {
  if (element.dataset.number !== text) {
    element.dataset.number = text;
  }
}
