// Which cell is active and which are selected. Takes moves, gives cells. Knows where cells stand, but no screen.

import { isFigure } from "./grid.js";

/** @typedef {import("./types.js").TableCell} TableCell */
/** @typedef {import("./types.js").Direction} Direction */
/** @typedef {import("./grid.js").Grid} Grid */

export class Selection {
  /** @param {Grid} grid */
  constructor(grid) {
    this.grid = grid;
    /** The cell that has the focus. @type {TableCell} */
    this.active = grid.figures[0] || grid.table.cells[0];
    /** Two opposite corners of what is selected. */
    this.anchor = this.active;
    this.head = this.active;
    /** The column in which one moves up and down, also through cells that span several. */
    this.column = this.active.column;
    /** The column where a run of Tab began: Enter leads back to it. @type {number | null} */
    this.tabbedFrom = null;
  }

  /** Selects one cell. @param {TableCell} cell @param {number} [column] */
  set(cell, column = cell.column) {
    this.active = cell;
    this.anchor = cell;
    this.head = cell;
    this.column = column;
    this.tabbedFrom = null;
  }

  /** Selects all between the anchor and a figure. @param {TableCell} cell */
  extend(cell) {
    if (isFigure(this.anchor) && isFigure(cell)) {
      this.active = this.anchor;
      this.head = cell;
    }
  }

  /** Selects all figures. */
  all() {
    const { figures } = this.grid;
    if (figures.length > 0) {
      this.set(figures[0]);
      this.head = figures[figures.length - 1];
    }
  }

  /** The selected figures in reading order; the active cell alone where that is a head or a label. */
  cells() {
    return isFigure(this.active) ? this.grid.within(this.area()) : [this.active];
  }

  area() {
    return this.grid.area(this.anchor, this.head);
  }

  /**
   * Moves by an arrow key.
   * @param {Direction} direction
   * @param {{isFar?: boolean, isExtending?: boolean}} how far: as far as there are figures
   */
  step(direction, { isFar = false, isExtending = false } = {}) {
    const from = isExtending ? this.head : this.active;
    const to = isFar ? this.grid.last(from, this.column, direction) : this.grid.next(from, this.column, direction);
    if (to) {
      this.goOn(to, isExtending, direction === "up" || direction === "down" ? this.column : to.column);
    }
  }

  /**
   * Moves to the first or last figure of the row, or of the table.
   * @param {"first" | "last"} which
   * @param {{isFar?: boolean, isExtending?: boolean}} how far: of the table
   */
  edge(which, { isFar = false, isExtending = false } = {}) {
    const from = isExtending ? this.head : this.active;
    const figures = isFar ? this.grid.figures : this.grid.row(from.row);
    const to = figures[which === "first" ? 0 : figures.length - 1];
    if (to) {
      this.goOn(to, isExtending, to.column);
    }
  }

  /**
   * @param {TableCell} to
   * @param {boolean} isExtending
   * @param {number} column
   */
  goOn(to, isExtending, column) {
    if (isExtending) {
      this.extend(to);
      this.column = column;
    } else {
      this.set(to, column);
    }
  }

  /**
   * Moves to the next or the last figure in reading order, within what is selected if that is more than one cell.
   * @param {1 | -1} by
   * @returns {boolean} whether there was one
   */
  tab(by) {
    const selected = this.cells();
    const isBlock = selected.length > 1;
    const cells = isBlock ? selected : this.grid.figures;
    const at = cells.indexOf(this.active);
    let to = cells[at + by];
    if (at < 0) {
      const after = cells.filter((cell) => isBehind(cell, this.active));
      to = by > 0 ? after[0] : cells[cells.length - after.length - 1];
    }
    if (isBlock) {
      this.active = to || cells[by > 0 ? 0 : cells.length - 1];
      this.column = this.active.column;
      return true;
    }
    if (!to) {
      return false;
    }
    const began = this.tabbedFrom === null ? this.active.column : this.tabbedFrom;
    this.set(to);
    this.tabbedFrom = began;
    return true;
  }

  /**
   * Moves to the figure below or above, within what is selected if that is more than one cell; behind a run of Tab to
   * where that began.
   * @param {1 | -1} by
   */
  enter(by) {
    const selected = this.cells();
    if (selected.length > 1) {
      const cells = selected.slice().sort((a, b) => a.column - b.column || a.row - b.row);
      this.active = cells[(cells.indexOf(this.active) + by + cells.length) % cells.length];
      this.column = this.active.column;
      return;
    }
    const column = this.tabbedFrom === null ? this.column : this.tabbedFrom;
    const to = this.grid.walk(this.active, column, by > 0 ? "down" : "up").find(isFigure);
    if (to) {
      this.set(to, column);
    }
  }
}

/** Whether a cell comes behind another in reading order. @param {TableCell} cell @param {TableCell} other */
function isBehind(cell, other) {
  return cell.row > other.row || (cell.row === other.row && cell.column > other.column);
}
