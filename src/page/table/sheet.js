// A table that is edited like a spreadsheet: which cell is active, what is selected, editing a cell. Takes a view and
// edits, gives what keys, mouse and clipboard call. Knows no events.

import { Editor } from "./editor.js";
import { Foot } from "./foot.js";
import { Frame } from "./frame.js";
import { Grid, isFigure } from "./grid.js";
import { Edits } from "./edits.js";
import { findingsFor, findingsOfTable, mark } from "./marks.js";
import { Selection } from "./selection.js";
import { cleared, isTotal, sum } from "./totals.js";
import { trimmed } from "./editor.js";
import { View } from "./view.js";

/** @typedef {import("./types.js").TableContext} TableContext */
/** @typedef {import("./types.js").Table} Table */
/** @typedef {import("./types.js").TableCell} TableCell */
/** @typedef {import("./types.js").Action} Action */
/** @typedef {import("./types.js").Texts} Texts */
/** @typedef {import("./editor.js").End} End */

/** @typedef {{cell: TableCell, key: string, text: string, wasStated: boolean, isSent: boolean}} Session */

export class Sheet {
  /**
   * @param {TableContext} context
   * @param {string} id
   * @param {Table} table
   * @param {string} title
   */
  constructor(context, id, table, title) {
    this.context = context;
    this.id = id;
    this.view = new View(table, title);
    this.grid = new Grid(this.view.table);
    this.selection = new Selection(this.grid);
    this.frame = new Frame(this.view);
    this.foot = new Foot(id, title, context.findings);
    this.edits = new Edits(context, this.view, () => this.grid);
    this.editor = new Editor({
      onInput: (text) => this.typed(text),
      onEnd: (end) => this.finish(end),
      onBlock: (data) => this.pasteBlock(data),
    });
    /** The findings that are marked, as text. */
    this.marked = "";
    /** What is being edited. @type {Session | null} */
    this.session = null;
    /** The cells that are drawn as selected, and the one drawn as active. @type {Set<TableCell>} */
    this.painted = new Set();
    /** @type {TableCell | null} */
    this.paintedActive = null;
    /**
     * Set by the clipboard: whether what is pasted into a field goes to several cells.
     * @type {(data: DataTransfer) => boolean}
     */
    this.pasteBlock = () => false;
    /** Set by whoever knows: what can be done with the active cell. @type {() => Action[]} */
    this.actions = () => [];
    this.marks();
    this.paint();
  }

  get active() {
    return this.selection.active;
  }

  /**
   * Takes in what the program tells of the table.
   * @param {Table} table
   * @returns {TableCell[]} cells that changed
   */
  update(table) {
    const hadFocus = this.view.element.contains(document.activeElement);
    const key = keyOf(this.active);
    const { isNew, changed } = this.view.update(table);
    if (isNew) {
      this.editor.close();
      this.session = null;
      this.grid = new Grid(this.view.table);
      this.selection = new Selection(this.grid);
      this.painted.clear();
      this.paintedActive = null;
      this.marked = "";
      this.frame.refit();
      const cell = key === undefined ? undefined : this.grid.byKey.get(key);
      if (cell) {
        this.selection.set(cell);
      }
      this.marks();
      this.paint();
      if (hadFocus) {
        this.focus();
      }
    } else {
      this.say();
    }
    return changed;
  }

  /** Marks cells by their findings. */
  marks() {
    const found = findingsOfTable(this.context.findings, this.view.table.key);
    const now = JSON.stringify(found);
    if (now === this.marked) {
      return;
    }
    this.marked = now;
    this.found = found;
    mark(this.view, found);
    this.sayFindings();
  }

  /** Draws which cells are active and selected, after the selection changed. */
  paint() {
    const now = new Set(this.selection.cells());
    for (const cell of this.painted) {
      if (!now.has(cell)) {
        this.view.of(cell).setAttribute("aria-selected", "false");
      }
    }
    for (const cell of now) {
      if (!this.painted.has(cell)) {
        this.view.of(cell).setAttribute("aria-selected", "true");
      }
    }
    this.painted = now;
    const { active } = this;
    if (this.paintedActive !== active) {
      const before = this.paintedActive && this.view.of(this.paintedActive);
      if (before) {
        before.classList.remove("is-active");
        before.removeAttribute("aria-describedby");
        before.tabIndex = -1;
      }
      this.view.of(active).classList.add("is-active");
      this.view.of(active).tabIndex = 0;
      this.paintedActive = active;
      this.sayFindings();
    }
    this.view.element.classList.toggle("has-block", now.size > 1);
    this.say();
  }

  /** Says below the table where one is. */
  say() {
    const cells = this.selection.cells();
    const { active } = this;
    const all = cells.length > 1 ? sum(cells.map((cell) => this.view.look(cell).text)) : null;
    const words = cells.length > 1 ? `已选 ${cells.length} 格${all === null ? "" : `，合计 ${all}`}` : "";
    this.foot.status(this.nameOf(active), words);
    this.foot.showActions(this.actions());
  }

  sayFindings() {
    const { whose, findings } = findingsFor(this.found || [], this.grid, this.active);
    this.foot.showFindings(whose, findings);
    const drawn = this.view.of(this.active);
    if (this.foot.said.textContent === "") {
      drawn.removeAttribute("aria-describedby");
    } else {
      drawn.setAttribute("aria-describedby", this.foot.said.id);
    }
  }

  /** What a cell is called. @param {TableCell} cell */
  nameOf(cell) {
    return cell.name || this.view.look(cell).text || "空白的表头";
  }

  /** Gives the active cell the focus, and brings it into sight. */
  focus() {
    const drawn = this.view.of(this.active);
    drawn.focus({ preventScroll: true });
    this.see(this.active);
  }

  /** Brings a cell into sight. @param {TableCell} cell */
  see(cell) {
    this.view.of(cell).scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** Draws the selection after it moved, and tells where the user is. */
  moved() {
    this.paint();
    this.focus();
    if (this.selection.head !== this.active && this.painted.size > 1) {
      this.see(this.selection.head);
    }
  }

  /**
   * Goes to a cell by its key, or to the first whose key begins so.
   * @param {string} key
   */
  goTo(key) {
    const first = () => this.grid.figures.find((cell) => (cell.key || "").startsWith(`${key}.`));
    const cell = this.grid.byKey.get(key) || first() || this.active;
    this.finish({ isKept: true, hasLostFocus: true });
    this.selection.set(cell);
    this.paint();
    this.view.of(cell).focus({ preventScroll: true });
    this.view.of(cell).scrollIntoView({ block: "center", inline: "nearest" });
  }

  /**
   * Begins to edit the active cell.
   * @param {{isTyping: boolean}} how isTyping: what is typed replaces what it holds
   */
  edit({ isTyping }) {
    const cell = this.active;
    const key = keyOf(cell);
    if (key === undefined) {
      return;
    }
    const { text, state } = this.view.look(cell);
    this.session = { cell, key, text, wasStated: state === "stated" || !isFigure(cell), isSent: false };
    const name = isFigure(cell) ? cell.name || key : `名称：${text}`;
    this.see(cell);
    this.view.covered = cell;
    this.editor.open(this.view.of(cell), { text, name, isTyping, isLabel: !isFigure(cell) });
  }

  /** @param {string} text */
  typed(text) {
    const { session } = this;
    if (!session) {
      return;
    }
    if (this.send(session, text)) {
      session.isSent = true;
    }
    this.foot.showActions(this.actions());
  }

  /**
   * @param {Session} session
   * @param {string} text
   */
  send(session, text) {
    const how = { merge: session.isSent };
    if (isFigure(session.cell)) {
      this.edits.cells([{ key: session.key, text: text === "" ? cleared(session.key) : text }], how);
    } else if (text !== "" || !session.cell.extra) {
      this.edits.label(session.cell, text === "" ? null : text, how);
    } else {
      return false;
    }
    return true;
  }

  /**
   * Ends editing.
   * @param {End} end
   */
  finish(end) {
    const { session, editor } = this;
    if (!session || !editor.field) {
      return;
    }
    const text = editor.field.value;
    this.session = null;
    this.view.covered = null;
    editor.close();
    if (!end.isKept) {
      this.takeBack(session);
    } else if (trimmed(text) !== text) {
      this.send(session, trimmed(text));
    }
    this.view.show(session.cell);
    if (end.hasLostFocus) {
      this.say();
      return;
    }
    this.move(end, session, trimmed(text));
  }

  /** Puts back what a cell held before it was edited. @param {Session} session */
  takeBack(session) {
    if (!session.isSent) {
      return;
    }
    const { cell, key } = session;
    if (isFigure(cell)) {
      this.edits.cells([{ key, text: session.wasStated ? session.text : null }], { merge: true });
    } else {
      this.edits.label(cell, session.text, { merge: true });
    }
  }

  /**
   * @param {End} end
   * @param {Session} session
   * @param {string} text
   */
  move(end, session, text) {
    const { selection } = this;
    switch (end.move) {
      case "below":
      case "above":
        selection.enter(end.move === "below" ? 1 : -1);
        break;
      case "next":
      case "back":
        selection.tab(end.move === "next" ? 1 : -1);
        break;
      case "fill":
        this.put(selection.cells().filter(isFigure), text, session.isSent);
        break;
      case "undo":
      case "redo":
        this.step(end.move);
        break;
      case undefined:
        break;
      default:
        selection.step(end.move);
    }
    this.moved();
  }

  /**
   * Puts one text into several cells, in one step.
   * @param {TableCell[]} cells
   * @param {string} text
   * @param {boolean} [merge]
   */
  put(cells, text, merge = false) {
    const texts = cells.map(({ key = "" }) => ({ key, text: text === "" ? cleared(key) : text }));
    this.edits.cells(texts, { merge });
    this.say();
  }

  /** Takes away what the selected cells hold. */
  clear() {
    const filled = this.selection.cells().filter((cell) => {
      const look = this.view.look(cell);
      return isFigure(cell) && look.state !== "computed" && (look.text !== "" || isTotal(cell.key || ""));
    });
    if (filled.length > 0) {
      this.put(filled, "");
    }
  }

  /**
   * Goes a step back in the history, or forth, and to what changed thereby.
   * @param {"undo" | "redo"} which
   */
  step(which) {
    this.isStepping = true;
    this.edits.step(which).then(() => (this.isStepping = false));
  }

  /**
   * After a step of the history: goes to the first cell that changed, unless the active one did.
   * @param {TableCell[]} changed
   */
  goToChanged(changed) {
    const stated = changed.filter((cell) => cell.state !== "computed");
    if (!this.isStepping || stated.length === 0 || changed.includes(this.active) || this.editor.isOpen) {
      return;
    }
    this.selection.set(stated[0]);
    this.moved();
  }
}

/** @param {TableCell} cell */
export function keyOf(cell) {
  return cell.key || cell.label;
}
