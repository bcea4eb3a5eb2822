// What a table scrolls sideways in, its labels staying where they are. Takes a view, gives an element and brings cells
// into sight. Knows nothing of what is in the cells.

import { h } from "../dom.js";
import { labelColumns, leastWidth } from "./widths.js";

/** @typedef {import("./view.js").View} View */

export class Frame {
  /** @param {View} view */
  constructor(view) {
    this.view = view;
    this.element = h("div", { class: "table-scroll" }, view.element);
    this.observer = new ResizeObserver(() => this.fit());
    this.observer.observe(this.element);
    this.observer.observe(view.element);
    this.refit();
  }

  /** To be called when the table was drawn anew. */
  refit() {
    this.view.element.style.minWidth = `${leastWidth(this.view.table).toFixed(2)}em`;
    this.fit();
  }

  /** Tells the style sheet where the columns of labels begin. */
  fit() {
    const { table, element } = this.view;
    const count = labelColumns(table);
    const room = this.element.clientWidth;
    const columns = Array.from(element.querySelectorAll("col")).map((one) => parseFloat(one.style.width) || 0);
    const width = element.offsetWidth / 100;
    let left = 0;
    for (let at = 0; at < count; at += 1) {
      element.style.setProperty(`--table-left-${at}`, `${Math.floor(left)}px`);
      left += columns[at] * width;
    }
    // Where labels would leave no room for figures they scroll with them.
    const isFixed = left > 0 && element.offsetWidth > room + 1 && left < room * 0.6;
    this.element.classList.toggle("has-fixed-labels", isFixed);
    element.style.setProperty("--table-labels", isFixed ? `${Math.ceil(left)}px` : "0px");
  }

  destroy() {
    this.observer.disconnect();
  }
}
