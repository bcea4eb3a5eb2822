// What a table scrolls sideways in, its labels staying where they are. Takes a view, gives an element and brings cells
// into sight. Knows nothing of what is in the cells.

import { h } from "../dom.js";
import { labelColumns, leastWidths } from "./widths.js";

/** @typedef {import("./view.js").View} View */

/** Widths, in em of the table's text, below which there is little room. */
const COMPACT = 40;

export class Frame {
  /** @param {View} view */
  constructor(view) {
    this.view = view;
    /** Whether there is little room. @type {boolean | undefined} */
    this.isCompact = undefined;
    this.element = h("div", { class: "table-scroll" }, view.element);
    this.observer = new ResizeObserver(() => this.fit());
    this.observer.observe(this.element);
    this.observer.observe(view.element);
    this.refit();
  }

  /** To be called when the table was drawn anew. */
  refit() {
    this.isCompact = undefined;
    this.fit();
  }

  /** Gives the columns their widths, and tells the style sheet where those of labels begin. */
  fit() {
    const { table, element } = this.view;
    const room = this.element.clientWidth;
    const size = parseFloat(getComputedStyle(element).fontSize) || 14;
    const isCompact = room > 0 && room < COMPACT * size;
    const least = leastWidths(table, isCompact);
    const all = least.reduce((sum, width) => sum + width, 0);
    if (isCompact !== this.isCompact) {
      this.isCompact = isCompact;
      element.style.minWidth = `${all.toFixed(2)}em`;
      element.querySelectorAll("col").forEach((column, at) => {
        column.style.width = `${((least[at] / all) * 100).toFixed(3)}%`;
      });
    }
    const width = element.offsetWidth;
    let left = 0;
    for (let at = 0; at < labelColumns(table); at += 1) {
      element.style.setProperty(`--table-left-${at}`, `${left}px`);
      // As it is drawn, with whatever the browser rounds.
      const alone = table.cells.find((cell) => cell.column === at && cell.column_span === 1);
      left += alone ? this.view.of(alone).getBoundingClientRect().width : (least[at] / all) * width;
    }
    // Where labels would leave no room for figures they scroll with them.
    const isFixed = left > 0 && width > room + 1 && left < room * 0.6;
    this.element.classList.toggle("has-fixed-labels", isFixed);
    element.style.setProperty("--table-labels", isFixed ? `${Math.ceil(left)}px` : "0px");
  }

  destroy() {
    this.observer.disconnect();
  }
}
