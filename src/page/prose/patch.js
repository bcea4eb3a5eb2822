// Brings what is shown in line with what the program tells. Takes the editor's root and pieces; what says the same
// stays as it is, so that the caret and a composition in it live on. Knows nothing of edits.

import { choose, chosen, linesIn } from "./caret.js";
import { words } from "./inline.js";
import { atomOf, readLine, readPiece } from "./read.js";
import { canonical, isEmpty, linesOf, wordsOf } from "./same.js";
import { showPiece } from "./show.js";

/** @typedef {import("../types.js").Inline} Inline */
/** @typedef {import("../types.js").Piece} Piece */

/** Knows for every element which piece of the file it shows, as long as nobody changes it. */
export class Shown {
  constructor() {
    /** @type {WeakMap<HTMLElement, {piece: Piece, read: string}>} what was told, and how it read at that time */
    this.told = new WeakMap();
    /** @type {WeakMap<HTMLElement, {piece: Piece, read: string}>} what is read, until something changes in it */
    this.now = new WeakMap();
  }

  /** Says that something changed in an element. @param {HTMLElement} element */
  touch(element) {
    this.now.delete(element);
  }

  /** @param {HTMLElement} element @returns {{piece: Piece, read: string}} */
  read(element) {
    let now = this.now.get(element);
    if (!now) {
      const piece = readPiece(element);
      now = { piece, read: canonical(piece) };
      this.now.set(element, now);
    }
    return now;
  }

  /** @param {HTMLElement} element @param {Piece} piece */
  bind(element, piece) {
    this.touch(element);
    this.told.set(element, { piece, read: this.read(element).read });
  }

  /**
   * The piece that the program told and that still stands here unchanged.
   * @param {HTMLElement} element
   * @returns {Piece | null}
   */
  unchanged(element) {
    const told = this.told.get(element);
    return told && told.read === this.read(element).read ? told.piece : null;
  }

  /** What an element says, to be compared with pieces. @param {HTMLElement} element @returns {string} */
  says(element) {
    const piece = this.unchanged(element);
    return piece ? canonical(piece) : this.read(element).read;
  }

  /** Whether an element is written at all. @param {HTMLElement} element @returns {boolean} */
  isWritten(element) {
    return this.unchanged(element) !== null || !isEmpty(this.read(element).piece);
  }

  /** The elements that are written, one for each piece. @param {HTMLElement} root @returns {HTMLElement[]} */
  written(root) {
    return children(root).filter((element) => this.isWritten(element));
  }
}

/**
 * @param {HTMLElement} root
 * @returns {HTMLElement[]}
 */
export function children(root) {
  return /** @type {HTMLElement[]} */ (Array.from(root.children));
}

/**
 * @param {HTMLElement} root
 * @param {Piece[]} pieces
 * @param {Shown} shown
 */
export function patch(root, pieces, shown) {
  const caret = holdCaret(root);
  const elements = shown.written(root);
  const pairs = align(
    elements.map((element) => shown.says(element)),
    pieces.map(canonical),
  );
  /** @type {HTMLElement | null} */
  let last = null;
  for (const { before, after } of pairs) {
    const element = before === null ? null : elements[before];
    const piece = after === null ? null : pieces[after];
    if (piece === null) {
      if (element) {
        element.remove();
      }
    } else if (element && stays(element, piece, shown, caret)) {
      refresh(element, piece);
      shown.bind(element, piece);
      last = element;
    } else {
      const fresh = showPiece(piece);
      if (element) {
        element.replaceWith(fresh);
        caret.moved(element, fresh);
      } else if (last) {
        last.after(fresh);
      } else {
        root.prepend(fresh);
      }
      shown.bind(fresh, piece);
      last = fresh;
    }
  }
  if (!root.firstElementChild) {
    root.append(showPiece({ kind: "paragraph", text: [], plain: false }));
  }
  caret.restore();
}

/**
 * Whether an element may stay for a piece: it says the same, or the caret is in it and its words are what was told.
 * @param {HTMLElement} element
 * @param {Piece} piece
 * @param {Shown} shown
 * @param {{element: HTMLElement | null}} caret
 */
function stays(element, piece, shown, caret) {
  // A heading that lost its typed number reads as a paragraph, and still looks like a heading.
  if (element.dataset.kind !== piece.kind) {
    return false;
  }
  if (shown.says(element) === canonical(piece)) {
    return true;
  }
  const now = shown.read(element).piece;
  return (
    caret.element === element &&
    now.kind === piece.kind &&
    levelOf(now) === levelOf(piece) &&
    wordsOf(now) === wordsOf(piece)
  );
}

/** @param {Piece} piece */
function levelOf(piece) {
  return piece.kind === "heading" ? piece.level : piece.kind === "item" ? `${piece.depth}${piece.ordered}` : "";
}

/**
 * Puts the values that figures have now into an element that stays, and the numbers that the file gives.
 * @param {HTMLElement} element
 * @param {Piece} piece
 */
function refresh(element, piece) {
  if (piece.kind === "item") {
    if (piece.number === null) {
      delete element.dataset.first;
    } else {
      element.dataset.first = String(piece.number);
    }
  }
  const figures = /** @type {{t: "figure", expression: string, shown: string | null}[]} */ (
    linesOf(piece)
      .reduce((all, line) => all.concat(line), /** @type {Inline[]} */ ([]))
      .filter((run) => run.t === "figure")
  );
  if (figures.length === 0) {
    return;
  }
  const chips = /** @type {HTMLElement[]} */ (Array.from(element.querySelectorAll("[data-figure]")));
  chips.forEach((chip, at) => {
    const figure = figures[at];
    const now = atomOf(chip);
    if (figure && now && now.t === "figure" && now.expression === figure.expression && now.shown !== figure.shown) {
      setFigure(chip, figure.shown);
    }
  });
}

/**
 * @param {HTMLElement} chip
 * @param {string | null} value
 */
export function setFigure(chip, value) {
  chip.textContent = value === null ? "？" : value;
  chip.classList.toggle("prose-lost", value === null);
  if (value === null) {
    delete chip.dataset.shown;
  } else {
    chip.dataset.shown = value;
  }
}

/**
 * Remembers where the caret is, by its line in its piece.
 * @param {HTMLElement} root
 */
function holdCaret(root) {
  const now = chosen(root);
  const pieceOf = (/** @type {HTMLElement} */ line) => children(root).find((child) => child.contains(line)) || null;
  const remember = (/** @type {{line: HTMLElement, offset: number}} */ point) => {
    const element = pieceOf(point.line);
    return { element, at: element ? linesIn(element).indexOf(point.line) : 0, offset: point.offset };
  };
  const points = now ? [remember(now.anchor), remember(now.focus)] : [];
  let isLost = false;
  return {
    element: points.length > 0 ? points[1].element : null,
    /** @param {HTMLElement} from @param {HTMLElement} to */
    moved(from, to) {
      const [before, after] = [linesIn(from), linesIn(to)];
      for (const point of points.filter(({ element }) => element === from)) {
        point.element = to;
        point.offset = Math.max(point.offset + moreInFront(before[point.at], after[point.at]), 0);
        isLost = true;
      }
    },
    restore() {
      // A piece that was taken out leaves the caret to the browser, which puts it where it stood.
      if (!isLost || points.some((point) => !point.element || !root.contains(point.element))) {
        return;
      }
      const [anchor, focus] = points.map((point) => {
        const lines = linesIn(/** @type {HTMLElement} */ (point.element));
        return { line: lines[Math.min(point.at, lines.length - 1)], offset: point.offset };
      });
      if (anchor.line && focus.line) {
        choose(anchor, focus);
      }
    },
  };
}

/**
 * How many signs more a line has in front than it had: a number that was typed is shown by itself once it makes an item.
 * @param {HTMLElement | undefined} before
 * @param {HTMLElement | undefined} after
 * @returns {number}
 */
function moreInFront(before, after) {
  const was = before ? words(readLine(before)) : "";
  const is = after ? words(readLine(after)) : "";
  return was.endsWith(is) || is.endsWith(was) ? is.length - was.length : 0;
}

/**
 * Which of what was corresponds to which of what is to be: equals as many as can be, and what stands between them
 * by turn.
 * @param {string[]} before
 * @param {string[]} after
 * @returns {{before: number | null, after: number | null}[]}
 */
export function align(before, after) {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) {
    start += 1;
  }
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) {
    end += 1;
  }
  const equal = common(before.slice(start, before.length - end), after.slice(start, after.length - end));
  /** @type {{before: number | null, after: number | null}[]} */
  const pairs = [];
  let [i, j] = [0, 0];
  const gap = (/** @type {number} */ toI, /** @type {number} */ toJ) => {
    while (i < toI || j < toJ) {
      pairs.push({ before: i < toI ? i : null, after: j < toJ ? j : null });
      i += i < toI ? 1 : 0;
      j += j < toJ ? 1 : 0;
    }
  };
  const kept = [
    ...before.slice(0, start).map((_, at) => [at, at]),
    ...equal.map(([one, other]) => [one + start, other + start]),
    ...before.slice(before.length - end).map((_, at) => [before.length - end + at, after.length - end + at]),
  ];
  for (const [one, other] of kept) {
    gap(one, other);
    pairs.push({ before: one, after: other });
    [i, j] = [one + 1, other + 1];
  }
  gap(before.length, after.length);
  return pairs;
}

/**
 * The longest common subsequence, as pairs of indices.
 * @param {string[]} before
 * @param {string[]} after
 * @returns {number[][]}
 */
function common(before, after) {
  if (before.length * after.length > 250000) {
    return [];
  }
  const length = before.concat("").map(() => new Array(after.length + 1).fill(0));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      length[i][j] = before[i] === after[j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
    }
  }
  const pairs = [];
  let [i, j] = [0, 0];
  while (i < before.length && j < after.length) {
    if (before[i] === after[j]) {
      pairs.push([i, j]);
      i += 1;
      j += 1;
    } else if (length[i + 1][j] >= length[i][j + 1]) {
      i += 1;
    } else {
      j += 1;
    }
  }
  return pairs;
}
