// Draws a table as it is printed. Takes a table and what is typed into it, gives elements and tells which cells
// changed; touches only what is another than before. Knows no keys, no selection, no server.

import { h } from "../dom.js";
import { labelColumns, widthOfHead } from "./widths.js";

/** @typedef {import("./types.js").Table} Table */
/** @typedef {import("./types.js").TableCell} TableCell */

/**
 * What is seen of a cell.
 * @typedef {{text: string, state?: string, own: boolean, previous?: string, name?: string}} Look
 */
/** @typedef {{text: string, state: "stated" | "computed"}} Typed */

const ROLES = { head: "columnheader", label: "rowheader", data: "gridcell" };

export class View {
  /**
   * @param {Table} table
   * @param {string} title
   */
  constructor(table, title) {
    /** The cells as the program told them last; the same objects as long as the structure is the same. */
    this.table = copy(table);
    /** What is typed and not yet told back, by cell. @type {Map<TableCell, Typed>} */
    this.typed = new Map();
    /** The cell over which a field stands: it is drawn anew once that is gone. @type {TableCell | null} */
    this.covered = null;
    this.element = h("table", { class: "table-grid", role: "grid", "aria-multiselectable": "true" });
    /** @type {Map<TableCell, HTMLElement>} */
    this.elements = new Map();
    /** @type {Map<Element, TableCell>} */
    this.cells = new Map();
    /** @type {Map<TableCell, Look>} */
    this.looks = new Map();
    this.name(title);
    this.draw();
  }

  /** @param {string} title */
  name(title) {
    this.element.setAttribute("aria-label", title);
  }

  /**
   * Takes in what the program tells of the table now.
   * @param {Table} table
   * @returns {{isNew: boolean, changed: TableCell[]}} isNew: it has other cells, and was drawn anew
   */
  update(table) {
    if (!sameStructure(this.table, table)) {
      this.table = copy(table);
      this.draw();
      return { isNew: true, changed: [] };
    }
    this.table.cells.forEach((cell, at) => Object.assign(cell, NOTHING, table.cells[at]));
    return { isNew: false, changed: this.table.cells.filter((cell) => this.show(cell)) };
  }

  draw() {
    const { table, element } = this;
    element.textContent = "";
    this.elements.clear();
    this.cells.clear();
    this.typed.clear();
    this.covered = null;
    this.looks.clear();
    element.append(h("colgroup", {}, ...Array.from({ length: table.columns }, () => h("col"))));
    const fixed = labelColumns(table);
    const head = h("thead");
    const body = h("tbody");
    const rows = Array.from({ length: table.rows }, (_, row) => {
      const line = h("tr", { role: "row" });
      (row < table.head_rows ? head : body).append(line);
      return line;
    });
    for (const cell of table.cells) {
      const drawn = this.cell(cell, fixed);
      rows[cell.row].append(drawn);
      this.show(cell);
    }
    element.append(head, body);
  }

  /**
   * @param {TableCell} cell
   * @param {number} fixed how many columns of labels there are
   */
  cell(cell, fixed) {
    const drawn = document.createElement(cell.role === "data" ? "td" : "th");
    drawn.rowSpan = cell.row_span;
    drawn.colSpan = cell.column_span;
    drawn.tabIndex = -1;
    drawn.setAttribute("role", ROLES[cell.role]);
    if (drawn instanceof HTMLTableCellElement && cell.role !== "data") {
      drawn.scope = (cell.role === "head" ? "col" : "row") + (spansGroup(cell) ? "group" : "");
    }
    const isFixed = cell.role !== "data" && cell.column + cell.column_span <= fixed;
    drawn.className = `table-cell is-${cell.role} is-${cell.align}${isFixed ? ` is-fixed is-at-${cell.column}` : ""}`;
    if (cell.column + cell.column_span === fixed && isFixed) {
      drawn.classList.add("is-last-fixed");
    }
    if (cell.extra) {
      drawn.classList.add("is-extra");
    }
    if (cell.key || cell.label) {
      drawn.dataset.key = cell.key || cell.label;
    }
    if (cell.key) {
      drawn.setAttribute("aria-selected", "false");
    }
    drawn.append(h("span", { class: "table-value" }));
    this.elements.set(cell, drawn);
    this.cells.set(drawn, cell);
    return drawn;
  }

  /**
   * Brings a cell on the screen up to what it holds. Gives whether anything changed.
   * @param {TableCell} cell
   */
  show(cell) {
    if (cell === this.covered) {
      return false;
    }
    const look = this.look(cell);
    const before = this.looks.get(cell);
    if (before && sameLook(before, look)) {
      return false;
    }
    this.looks.set(cell, look);
    const drawn = this.of(cell);
    const value = /** @type {HTMLElement} */ (drawn.firstChild);
    if (value.textContent !== look.text) {
      value.textContent = look.text;
      const width = widthOfHead(this.table, cell, look.text);
      value.style.maxWidth = width === null ? "" : `${width}em`;
    }
    drawn.classList.toggle("is-computed", look.state === "computed");
    drawn.classList.toggle("is-own", look.own);
    if (look.own) {
      drawn.title = "与规定的名称不同";
    } else {
      drawn.removeAttribute("title");
    }
    showPrevious(drawn, look.previous);
    if (cell.key) {
      drawn.setAttribute("aria-label", said(look));
      drawn.dataset.name = look.name || "";
    }
    return true;
  }

  /** @param {TableCell} cell @returns {Look} */
  look(cell) {
    const { previous, name } = cell;
    return { text: cell.text, state: cell.state, own: cell.own === true, previous, name, ...this.typed.get(cell) };
  }

  /** The element of a cell. @param {TableCell} cell @returns {HTMLElement} */
  of(cell) {
    return /** @type {HTMLElement} */ (this.elements.get(cell));
  }

  /**
   * The cell in which something on the screen stands.
   * @param {EventTarget | null} target
   * @returns {TableCell | undefined}
   */
  cellAt(target) {
    const drawn = target instanceof Element ? target.closest(".table-cell") : null;
    return drawn ? this.cells.get(drawn) : undefined;
  }
}

/** What does not change while one types. @type {(keyof TableCell)[]} */
const STRUCTURE = ["row", "column", "row_span", "column_span", "role", "align", "key", "label", "extra"];

/** What a cell may have been told before, and is not told now. */
const NOTHING = { own: undefined, previous: undefined, state: undefined, name: undefined };

/** @param {Table} table @returns {Table} */
function copy(table) {
  return { ...table, cells: table.cells.map((cell) => ({ ...cell })) };
}

/** Whether all is the same but what changes while one types. @param {Table} one @param {Table} other */
function sameStructure(one, other) {
  const isSame = one.rows === other.rows && one.columns === other.columns && one.head_rows === other.head_rows;
  return (
    isSame &&
    one.cells.length === other.cells.length &&
    one.shares.join() === other.shares.join() &&
    one.cells.every((cell, at) => STRUCTURE.every((name) => cell[name] === other.cells[at][name]))
  );
}

/** @param {TableCell} cell */
function spansGroup(cell) {
  return cell.role === "head" ? cell.column_span > 1 : cell.row_span > 1;
}

/** @param {Look} one @param {Look} other */
function sameLook(one, other) {
  const isSame = one.text === other.text && one.state === other.state && one.own === other.own;
  return isSame && one.previous === other.previous && one.name === other.name;
}

/**
 * Last year's figure; seen where the page says so.
 * @param {HTMLElement} drawn
 * @param {string | undefined} previous
 */
function showPrevious(drawn, previous) {
  const shown = drawn.querySelector(".table-previous");
  if (previous === undefined || previous === null) {
    if (shown) {
      shown.remove();
    }
    return;
  }
  // The style sheet prints it: it is said with the name of the cell, and is no text of it.
  const text = previous === "" ? "空" : previous;
  if (shown instanceof HTMLElement) {
    shown.dataset.text = text;
  } else {
    drawn.append(h("span", { class: "table-previous", "aria-hidden": "true", "data-text": text }));
  }
}

/** What a screen reader says of a figure. @param {Look} look */
function said(look) {
  const text = look.text === "" ? "空" : look.text;
  const previous = look.previous === undefined || look.previous === null ? "" : `，上年${look.previous || "空"}`;
  return `${look.name || ""}，${text}${look.state === "computed" ? "，自动合计" : ""}${previous}`;
}
