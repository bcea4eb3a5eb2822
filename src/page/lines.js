// Which lines two texts share. Takes two texts; gives their lines side by side. Knows nothing of what they say.

/**
 * @typedef {{left: string | null, right: string | null, isSame: boolean}} Row a side is `null` where it has no
 *   such line
 */

/** Beyond this many pairs of lines the texts are not searched for what they share in the middle. */
const MOST_PAIRS = 4000000;

/**
 * @param {string} left
 * @param {string} right
 * @returns {Row[]}
 */
export function sideBySide(left, right) {
  const a = left.split(/\r?\n/);
  const b = right.split(/\r?\n/);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) {
    start += 1;
  }
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) {
    end += 1;
  }
  const same = (/** @type {string} */ line) => ({ left: line, right: line, isSame: true });
  return [
    ...a.slice(0, start).map(same),
    ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...a.slice(a.length - end).map(same),
  ];
}

/**
 * @param {string[]} a
 * @param {string[]} b
 * @returns {Row[]}
 */
function middle(a, b) {
  if (a.length * b.length > MOST_PAIRS) {
    return paired(a, b);
  }
  // length[i * width + j]: how many lines a from i on and b from j on share, in order.
  const width = b.length + 1;
  const length = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const at = i * width + j;
      length[at] = a[i] === b[j] ? length[at + width + 1] + 1 : Math.max(length[at + width], length[at + 1]);
    }
  }
  /** @type {Row[]} */
  const rows = [];
  let i = 0;
  let j = 0;
  let onlyA = 0;
  let onlyB = 0;
  const flush = () => {
    rows.push(...paired(a.slice(i - onlyA, i), b.slice(j - onlyB, j)));
    onlyA = 0;
    onlyB = 0;
  };
  while (i < a.length && j < b.length) {
    const at = i * width + j;
    if (a[i] === b[j]) {
      flush();
      rows.push({ left: a[i], right: b[j], isSame: true });
      i += 1;
      j += 1;
    } else if (length[at + width] >= length[at + 1]) {
      i += 1;
      onlyA += 1;
    } else {
      j += 1;
      onlyB += 1;
    }
  }
  onlyA += a.length - i;
  onlyB += b.length - j;
  i = a.length;
  j = b.length;
  flush();
  return rows;
}

/**
 * Lines that are not shared, one against one.
 * @param {string[]} a
 * @param {string[]} b
 * @returns {Row[]}
 */
function paired(a, b) {
  const rows = [];
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    rows.push({ left: at < a.length ? a[at] : null, right: at < b.length ? b[at] : null, isSame: false });
  }
  return rows;
}
