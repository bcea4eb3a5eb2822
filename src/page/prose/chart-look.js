// About how a chart will look. Takes a chart and the figures it may call, gives a drawing; the printed one is the
// program's.

import { h } from "../dom.js";
import { choices } from "./names.js";

/** @typedef {import("../types.js").Chart} Chart */
/** @typedef {import("../store.js").Store} Store */

/** What kinds there are. @type {{[kind: string]: string}} */
export const KINDS = { pie: "饼图", bar: "柱形图", "stacked-bar": "堆积柱形图", line: "折线图" };

const [WIDTH, HEIGHT] = [360, 170];
const MOST_LETTERS = 6;

/**
 * @param {Chart} chart
 * @param {Store} store
 * @returns {HTMLElement}
 */
export function chartLook(chart, store) {
  const values = chart.series.map((one) => one.values.map((value) => valueOf(value, store)));
  const told = chart.categories.map(
    (name, at) =>
      `${name} ${values.map((one) => (one[at] === null || one[at] === undefined ? "？" : one[at])).join("、")}`,
  );
  const label = `${KINDS[chart.kind] || "图表"}${chart.title ? `“${chart.title}”` : ""}：${told.join("，")}`;
  const drawing = svg("svg", {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    role: "img",
    "aria-label": label,
    class: "prose-sketch",
  });
  const numbers = values.map((one) => chart.categories.map((_, at) => Math.max(one[at] || 0, 0)));
  if (chart.kind === "pie") {
    pie(drawing, numbers[0] || [], chart.categories);
  } else {
    axes(drawing, chart, numbers);
  }
  return h("div", { class: "prose-chart" }, drawing);
}

/** @param {string} value @param {Store} store @returns {number | null} */
function valueOf(value, store) {
  const called = /^\s*\{\{\s*(.*?)\s*\}\}\s*$/.exec(value);
  const choice = called && choices(store).find((one) => one.key === called[1]);
  const text = called ? (choice ? choice.shown : "") : value;
  return text.trim() === "" || Number.isNaN(Number(text)) ? null : Number(text);
}

/** @param {string} name @param {{[name: string]: string | number}} attributes @returns {SVGElement} */
function svg(name, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  Object.keys(attributes).forEach((key) => element.setAttribute(key, String(attributes[key])));
  return /** @type {SVGElement} */ (element);
}

/** @param {SVGElement} drawing @param {number} x @param {number} y @param {string} text @param {string} [anchor] */
function word(drawing, x, y, text, anchor = "middle") {
  const element = svg("text", { x, y, "text-anchor": anchor, class: "prose-sketch-word" });
  element.textContent = text;
  drawing.append(element);
}

/** @param {string} name */
function short(name) {
  return name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS - 1)}…` : name;
}

/** @param {SVGElement} drawing @param {number[]} values @param {string[]} names */
function pie(drawing, values, names) {
  const sum = values.reduce((all, one) => all + one, 0);
  const [x, y, radius] = [95, HEIGHT / 2, 68];
  let angle = -Math.PI / 2;
  values.forEach((value, at) => {
    const share = sum > 0 ? value / sum : 0;
    const end = angle + share * Math.PI * 2;
    const point = (/** @type {number} */ to) =>
      `${(x + radius * Math.cos(to)).toFixed(2)} ${(y + radius * Math.sin(to)).toFixed(2)}`;
    const isWhole = share > 0.9999;
    if (isWhole) {
      drawing.append(svg("circle", { cx: x, cy: y, r: radius, class: `prose-tone prose-tone-${at % 6}` }));
    } else if (share > 0) {
      const d = `M ${x} ${y} L ${point(angle)} A ${radius} ${radius} 0 ${share > 0.5 ? 1 : 0} 1 ${point(end)} Z`;
      drawing.append(svg("path", { d, class: `prose-tone prose-tone-${at % 6}` }));
    }
    angle = end;
    const row = 20 + at * 20;
    if (row < HEIGHT) {
      drawing.append(
        svg("rect", { x: 190, y: row - 9, width: 10, height: 10, class: `prose-tone prose-tone-${at % 6}` }),
      );
      word(drawing, 206, row, `${names[at]} ${value}`, "start");
    }
  });
}

/** @param {SVGElement} drawing @param {Chart} chart @param {number[][]} values */
function axes(drawing, chart, values) {
  const isStacked = chart.kind === "stacked-bar";
  const sums = chart.categories.map((_, at) => values.reduce((sum, one) => sum + one[at], 0));
  const most = Math.max(1e-9, ...(isStacked ? sums : values.reduce((all, one) => all.concat(one), [])));
  const [top, bottom, left] = [18, HEIGHT - 26, 8];
  const step = (WIDTH - 2 * left) / Math.max(chart.categories.length, 1);
  const height = (/** @type {number} */ value) => ((bottom - top) * value) / most;
  drawing.append(svg("line", { x1: left, x2: WIDTH - left, y1: bottom, y2: bottom, class: "prose-sketch-line" }));
  chart.categories.forEach((name, at) => word(drawing, left + step * (at + 0.5), HEIGHT - 9, short(name)));
  values.forEach((one, series) => {
    const tone = `prose-tone prose-tone-${series % 6}`;
    if (chart.kind === "line") {
      const points = one.map((value, at) => `${left + step * (at + 0.5)},${bottom - height(value)}`);
      drawing.append(svg("polyline", { points: points.join(" "), class: `${tone} prose-stroke` }));
      one.forEach((value, at) => word(drawing, left + step * (at + 0.5), bottom - height(value) - 5, String(value)));
      return;
    }
    const wide = isStacked ? step * 0.5 : (step * 0.7) / values.length;
    one.forEach((value, at) => {
      const below = isStacked ? values.slice(0, series).reduce((sum, other) => sum + other[at], 0) : 0;
      const x = left + step * at + (isStacked ? step * 0.25 : step * 0.15 + wide * series);
      const y = bottom - height(below + value);
      drawing.append(svg("rect", { x, y, width: wide * 0.94, height: height(value), class: tone }));
      if (!isStacked) {
        word(drawing, x + wide / 2, y - 4, String(value));
      }
    });
  });
}
