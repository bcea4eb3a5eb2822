// What the shown text has from elsewhere: what its figures are called, and how its charts look. Takes an editor.
// Touches nothing that is read as text.

import { h, refill } from "../dom.js";
import { chartLook } from "./chart-look.js";
import { meaning } from "./names.js";

/** @typedef {import("./editor.js").Editor} Editor */

/**
 * @param {Editor} editor
 */
export function dress(editor) {
  const { store } = editor.context;
  for (const element of editor.root.querySelectorAll("[data-figure]")) {
    const figure = /** @type {HTMLElement} */ (element);
    const name = meaning(store, figure.dataset.figure || "");
    const title = figure.dataset.shown === undefined ? `这个数字算不出来：${name}` : name;
    if (figure.title !== title) {
      figure.title = title;
    }
  }
  for (const element of editor.root.querySelectorAll("figure[data-chart]")) {
    const name = element.getAttribute("data-chart") || "";
    const chart = (store.part("charts") || {})[name];
    const drawn = /** @type {HTMLElement | null} */ (element.querySelector(".prose-drawn"));
    if (!drawn) {
      continue;
    }
    if (!chart) {
      if (drawn.dataset.state !== "missing") {
        drawn.dataset.state = "missing";
        refill(drawn, h("span", { class: "prose-missing" }, `还没有名为“${name}”的图表`));
      }
      continue;
    }
    const look = chartLook(chart, store);
    const state = look.innerHTML;
    if (drawn.dataset.state !== state) {
      drawn.dataset.state = state;
      refill(drawn, look);
    }
  }
}
