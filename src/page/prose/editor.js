// One text being edited. Takes the page's context, the key of the text and the element whose children are its pieces;
// sends what is typed, and shows what the program tells. Knows no keys, no buttons and no look.

import { choose, chosen, linesIn } from "./caret.js";
import { fillLine, showPiece } from "./show.js";
import { number } from "./number.js";
import { children, patch, Shown } from "./patch.js";
import { readLine } from "./read.js";

/** @typedef {import("../context.js").Context} Context */
/** @typedef {import("../types.js").Inline} Inline */
/** @typedef {import("../types.js").Piece} Piece */
/** @typedef {import("../types.js").Prose} Prose */
/** @typedef {import("./caret.js").Chosen} Chosen */
/** @typedef {import("./caret.js").Point} Point */

/** For how long typing in one piece is one step of the history, in milliseconds. */
const ONE_STEP = 2000;

export class Editor {
  /**
   * @param {Context} context
   * @param {string} key
   * @param {HTMLElement} root
   */
  constructor(context, key, root) {
    this.context = context;
    this.key = key;
    this.root = root;
    this.shown = new Shown();
    this.isComposing = false;
    /** What was sent has been refused and stands only here. */
    this.isUnsaved = false;
    this.lastSent = "";
    /** What was chosen when the focus was last here. @type {Chosen | null} */
    this.lastChosen = null;
    /** @type {{element: HTMLElement | null, at: number}} */
    this.lastTyped = { element: null, at: 0 };
    /** @type {Promise<void>} */
    this.answered = Promise.resolve();
    /** @type {(() => void)[]} */
    this.followers = [];
    this.observer = new MutationObserver((records) => this.touch(records));
    this.observer.observe(root, { childList: true, characterData: true, subtree: true });
    /** @type {(() => void)[]} */
    this.ends = [];
    this.follow();
    this.sync();
  }

  follow() {
    const { store } = this.context;
    let isRefused = false;
    this.ends.push(
      store.on(`section:${this.key.split(".")[0]}`, () => this.sync()),
      // A conflict shows what holds now; anything else that was refused stays as it was typed.
      store.on("refused", (error) => {
        isRefused = !error || error.status !== 409;
        // It is about the edit that is told as answered right behind it, or about something else altogether.
        Promise.resolve().then(() => {
          isRefused = false;
        });
      }),
      store.on("answered", (edits) => {
        if (edits.some((/** @type {any} */ edit) => edit.do === "prose" && edit.key === this.key)) {
          this.isUnsaved = isRefused;
          if (!isRefused) {
            this.sync();
          }
        }
      }),
    );
  }

  destroy() {
    this.ends.forEach((end) => end());
    this.observer.disconnect();
  }

  /** Tells whenever the pieces changed, by whomever. @param {() => void} tell */
  onChange(tell) {
    this.followers.push(tell);
  }

  /** The text as the program told it. @returns {Prose | null} */
  prose() {
    const [section, part] = this.key.split(".");
    const told = this.context.store.part(`section:${section}`);
    return (told && (part === "note" ? told.note : told.body)) || null;
  }

  /** Shows what the program tells, unless something typed is still to be answered. */
  sync() {
    if (this.isComposing || this.context.server.isPending(this.key)) {
      return;
    }
    if (this.isUnsaved) {
      this.send(false);
      return;
    }
    const prose = this.prose();
    this.touch(this.observer.takeRecords());
    patch(this.root, prose ? prose.pieces : [], this.shown);
    this.touch(this.observer.takeRecords());
    this.lastSent = JSON.stringify(this.pieces());
    this.settle();
  }

  /** @param {MutationRecord[]} records */
  touch(records) {
    for (const record of records) {
      const element = this.pieceOf(record.target);
      if (element) {
        this.shown.touch(element);
      }
    }
  }

  /** The piece, among the root's children, in which a node is. @param {Node} node @returns {HTMLElement | null} */
  pieceOf(node) {
    /** @type {Node | null} */
    let at = node;
    while (at && at.parentNode !== this.root) {
      at = at.parentNode;
    }
    return at instanceof HTMLElement ? at : null;
  }

  /** What is written, as it is sent. @returns {(Piece | {source: string})[]} */
  pieces() {
    this.touch(this.observer.takeRecords());
    return this.shown.written(this.root).map((element) => {
      const piece = this.shown.unchanged(element);
      return piece && piece.source !== undefined ? { source: piece.source } : this.shown.read(element).piece;
    });
  }

  /** Which piece, as the program counts, an element shows; -1 for none. @param {HTMLElement} element */
  indexOf(element) {
    return this.shown.written(this.root).indexOf(element);
  }

  /** @returns {Chosen | null} */
  chosen() {
    return chosen(this.root);
  }

  /**
   * After something changed: numbers, tells and sends it.
   * @param {{typing?: boolean}} [how] typing: in one line, letter by letter
   */
  changed(how = {}) {
    this.tidy();
    this.settle();
    if (!this.isComposing) {
      this.send(how.typing === true);
    }
  }

  settle() {
    number(this.root);
    const first = this.root.firstElementChild;
    const isEmpty =
      this.root.childElementCount === 1 &&
      first !== null &&
      first.matches("p[data-kind=paragraph]") &&
      readLine(/** @type {HTMLElement} */ (first)).length === 0;
    this.root.classList.toggle("prose-empty", isEmpty);
    this.followers.forEach((tell) => tell());
  }

  /** @param {boolean} typing */
  send(typing) {
    const pieces = this.pieces();
    const text = JSON.stringify(pieces);
    if (text === this.lastSent && !this.isUnsaved) {
      return;
    }
    this.lastSent = text;
    this.isUnsaved = false;
    const now = this.chosen();
    const element = now && this.pieceOf(now.focus.line);
    const merge =
      typing && element !== null && element === this.lastTyped.element && Date.now() - this.lastTyped.at < ONE_STEP;
    this.lastTyped = { element: typing ? element : null, at: Date.now() };
    this.answered = this.context.server.edit([{ do: "prose", key: this.key, pieces }], { merge });
  }

  /** Puts right what a browser may have left behind: bare text, foreign elements, an editor without any line. */
  tidy() {
    for (const node of Array.from(this.root.childNodes)) {
      const isPiece = node instanceof HTMLElement && node.dataset.kind !== undefined;
      if (isPiece) {
        continue;
      }
      const isText = node.textContent !== "" || (node instanceof HTMLElement && node.querySelector("[data-figure]"));
      if (isText) {
        const element = showPiece({ kind: "paragraph", text: [], plain: false });
        const now = this.chosen();
        element.textContent = "";
        node.replaceWith(element);
        element.append(node);
        if (!now || !this.root.contains(now.focus.line)) {
          choose({ line: element, offset: Infinity });
        }
      } else {
        node.parentNode?.removeChild(node);
      }
    }
    if (!this.root.firstElementChild) {
      const element = this.root.appendChild(showPiece({ kind: "paragraph", text: [], plain: false }));
      if (document.activeElement === this.root) {
        choose({ line: element, offset: 0 });
      }
    }
  }

  /**
   * Shows another piece in place of one; the caret stays at its line and sign.
   * @param {HTMLElement} element
   * @param {Piece} piece
   * @returns {HTMLElement}
   */
  replace(element, piece) {
    const now = this.chosen();
    const lines = linesIn(element);
    const fresh = showPiece(piece);
    element.replaceWith(fresh);
    if (now) {
      const others = linesIn(fresh);
      const same = (/** @type {Point} */ { line, offset }) => {
        const at = lines.indexOf(line);
        return at < 0 || others.length === 0
          ? { line, offset }
          : { line: others[Math.min(at, others.length - 1)], offset };
      };
      const [anchor, focus] = [same(now.anchor), same(now.focus)];
      if (anchor.line.isConnected && focus.line.isConnected) {
        choose(anchor, focus);
      }
    }
    return fresh;
  }

  /**
   * Puts other text into a line.
   * @param {HTMLElement} line
   * @param {Inline[]} text
   */
  setLine(line, text) {
    fillLine(line, text);
    const element = this.pieceOf(line);
    if (element) {
      this.shown.touch(element);
    }
  }

  /** @returns {HTMLElement[]} */
  children() {
    return children(this.root);
  }

  /**
   * Takes back or brings again the last step, of all of the report, once what is typed has been answered.
   * @param {"undo" | "redo"} what
   */
  async step(what) {
    this.lastTyped = { element: null, at: 0 };
    await this.answered;
    try {
      await this.context.server.update(`/api/${what}`, {});
    } catch (error) {
      this.context.dialogs.notice(error instanceof Error ? error.message : "没有做成。");
    }
  }
}
