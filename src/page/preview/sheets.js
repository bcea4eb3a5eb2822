// The sheets of the printed report, one below the other or two by two. Takes the parts "pages" and "page:N"; keeps
// drawings only of those in view. Knows nothing of fields.

import { h } from "../dom.js";
import { Drawings } from "./drawing.js";

/** @typedef {import("../types.js").Pages} Pages */

/** Pixels to a point at 100 %. */
const PIXELS = 96 / 72;
const GAP = 12;

export class Sheets {
  /**
   * @param {HTMLElement} scroller
   * @param {import("../store.js").Store} store
   */
  constructor(scroller, store) {
    this.scroller = scroller;
    this.store = store;
    this.drawings = new Drawings();
    this.grid = h("div", { class: "sheets" });
    scroller.append(this.grid, this.drawings.element);
    /** @type {HTMLElement[]} */
    this.sheets = [];
    /** Sheets whose drawing is older than what the program told. @type {Set<number>} */
    this.stale = new Set();
    /** @type {Set<number>} */
    this.inView = new Set();
    this.observer = new IntersectionObserver((entries) => this.seen(entries), {
      root: scroller,
      rootMargin: "40% 0px",
    });
  }

  /** @returns {Pages} */
  pages() {
    return this.store.part("pages") || { count: 0, width: 595.28, height: 841.89, sides: [], faults: false };
  }

  /**
   * Sets as many sheets as there are pages, at a size.
   * @param {number} scale 1 is the size on paper
   * @param {boolean} pair
   */
  place(scale, pair) {
    const { count, width, height, sides } = this.pages();
    while (this.sheets.length > count) {
      const gone = this.sheets.pop();
      if (gone) {
        this.observer.unobserve(gone);
        gone.remove();
        this.inView.delete(this.sheets.length);
      }
    }
    while (this.sheets.length < count) {
      const number = this.sheets.length;
      const sheet = h("div", { class: "sheet", "data-page": number, role: "img", "aria-label": `第 ${number + 1} 页` });
      this.sheets.push(sheet);
      this.grid.append(sheet);
      this.observer.observe(sheet);
    }
    const isBook = sides.indexOf("left") >= 0 && sides.indexOf("right") >= 0;
    this.grid.style.gridTemplateColumns = pair ? "auto auto" : "auto";
    this.sheets.forEach((sheet, number) => {
      sheet.style.width = `${width * PIXELS * scale}px`;
      sheet.style.height = `${height * PIXELS * scale}px`;
      const column = !pair ? 1 : isBook ? (sides[number] === "left" ? 1 : 2) : (number % 2) + 1;
      sheet.style.gridColumn = String(column);
    });
  }

  /**
   * The scale at which one sheet, or two, are as wide as the place for them.
   * @param {boolean} pair
   */
  fitting(pair) {
    const { width } = this.pages();
    const free = this.scroller.clientWidth - GAP * (pair ? 3 : 2);
    return Math.min(2, Math.max(0.2, free / (width * PIXELS * (pair ? 2 : 1))));
  }

  /** @param {number} number */
  changed(number) {
    this.stale.add(number);
  }

  /** Draws what is in view and older than what was told. */
  draw() {
    this.stale.forEach((number) => {
      if (this.inView.has(number)) {
        this.drawOne(number);
      }
    });
  }

  /** @param {number} number */
  drawOne(number) {
    const text = this.store.part(`page:${number}`);
    const sheet = this.sheets[number];
    if (sheet && typeof text === "string" && this.drawings.draw(sheet, text)) {
      this.stale.delete(number);
    }
  }

  /** @param {IntersectionObserverEntry[]} entries */
  seen(entries) {
    for (const { target, isIntersecting } of entries) {
      const number = Number(target.getAttribute("data-page"));
      if (isIntersecting) {
        this.inView.add(number);
        if (!target.querySelector("svg") || this.stale.has(number)) {
          this.drawOne(number);
        }
      } else {
        this.inView.delete(number);
        const svg = target.querySelector("svg");
        if (svg) {
          svg.remove();
        }
      }
    }
  }

  /** The number of the page that fills most of the view, from 0. */
  current() {
    const middle = this.scroller.getBoundingClientRect().top + this.scroller.clientHeight / 3;
    let current = 0;
    this.sheets.forEach((sheet, number) => {
      if (sheet.getBoundingClientRect().top <= middle) {
        current = number;
      }
    });
    return current;
  }

  /**
   * @param {number} number
   * @param {boolean} isGentle
   */
  show(number, isGentle) {
    const sheet = this.sheets[Math.max(0, Math.min(number, this.sheets.length - 1))];
    if (sheet) {
      this.scrollTo(sheet.offsetTop - GAP, isGentle);
    }
  }

  /**
   * @param {number} top
   * @param {boolean} isGentle
   */
  scrollTo(top, isGentle) {
    const isStill = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.scroller.scrollTo({ top, behavior: isGentle && !isStill ? "smooth" : "auto" });
  }
}
