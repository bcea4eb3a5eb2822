// Charts in a text: a new one, one that the report has already, and changing one. Takes an editor; sends the chart,
// and puts its place into the text.

import { h, refill } from "../dom.js";
import { pickCells } from "../table/pick.js";
import { bookmark, goBack } from "./back.js";
import { choose } from "./caret.js";
import { chartForm } from "./chart-form.js";
import { insertPieces } from "./insert.js";
import { chartLook, KINDS } from "./chart-look.js";
import { figureAt } from "./picture.js";

/** @typedef {import("../types.js").Chart} Chart */
/** @typedef {import("../context.js").Context} Context */
/** @typedef {import("./editor.js").Editor} Editor */

/** @param {Context} context @returns {{[name: string]: Chart}} */
function chartsOf(context) {
  return context.store.part("charts") || {};
}

/** @returns {Chart} */
function newChart() {
  return {
    kind: "bar",
    title: null,
    unit: "件",
    categories: ["", "", ""],
    series: [{ name: "", values: ["", "", ""] }],
  };
}

/**
 * Puts a chart in: a new one, or one of those that the report has.
 * @param {Editor} editor
 */
export async function insertChart(editor) {
  const { context } = editor;
  const mark = bookmark(editor);
  const charts = chartsOf(context);
  const names = Object.keys(charts);
  let name = names.length > 0 ? await askWhich(context) : "";
  if (name === null) {
    return;
  }
  let title = name === "" ? "" : (charts[name] && charts[name].title) || "";
  if (name === "") {
    const chart = await askChart(context, newChart(), "插入图表");
    if (!chart) {
      return;
    }
    name = freeName(context);
    title = chart.title || "";
    context.server.edit([{ do: "chart", name, chart }]);
  }
  const back = goBack(context, mark);
  if (back) {
    const before = new Set(back.root.querySelectorAll("figcaption"));
    const caption = title === "" ? [] : [{ t: /** @type {"text"} */ ("text"), text: title }];
    const item = { file: null, chart: name, caption, width: null, name: null, alternative: null };
    insertPieces(back, [{ kind: "pictures", items: [item] }]);
    const line = /** @type {HTMLElement | undefined} */ (
      Array.from(back.root.querySelectorAll("figcaption")).find((one) => !before.has(one))
    );
    if (line) {
      choose({ line, offset: Infinity });
    }
    back.changed();
  }
}

/**
 * Changes the chart whose caption the caret is in.
 * @param {Editor} editor
 */
export async function editChart(editor) {
  const { context } = editor;
  const mark = bookmark(editor);
  const figure = figureAt(editor);
  const name = figure && figure.dataset.chart;
  if (!name) {
    return;
  }
  const chart = await askChart(context, chartsOf(context)[name] || newChart(), "改图表");
  if (chart) {
    await context.server.edit([{ do: "chart", name, chart }]);
  }
  goBack(context, mark);
}

/**
 * A name that no chart has, not even one that the program has not answered yet.
 * @param {Context} context
 */
function freeName(context) {
  const taken = Object.keys(chartsOf(context));
  for (const edit of context.server.unanswered()) {
    if (edit.do === "chart") {
      taken.push(edit.name);
    }
  }
  let count = 1;
  while (taken.includes(`chart${count}`)) {
    count += 1;
  }
  return `chart${count}`;
}

/**
 * Asks for a chart that is there already, or none of them: "".
 * @param {Context} context
 * @returns {Promise<string | null>}
 */
function askWhich(context) {
  const charts = chartsOf(context);
  const list = h("div", { class: "prose-charts" });
  let chosen = "";
  const show = () => {
    const one = (/** @type {string} */ name, /** @type {string} */ label, /** @type {Node | null} */ look) => {
      const pick = () => {
        chosen = name;
        show();
      };
      const words = h("span", { class: "prose-chart-name" }, `${chosen === name ? "✓ " : ""}${label}`);
      return h(
        "button",
        { type: "button", class: "prose-chart-choice", "aria-pressed": chosen === name, onclick: pick },
        look,
        words,
      );
    };
    refill(
      list,
      one("", "新的图表", null),
      ...Object.keys(charts).map((name) =>
        one(
          name,
          `${charts[name].title || name}（${KINDS[charts[name].kind] || ""}）`,
          chartLook(charts[name], context.store),
        ),
      ),
    );
  };
  show();
  const buttons = [
    { label: "取消", value: null },
    { label: "用这个", value: true, primary: true },
  ];
  return context.dialogs.open("插入哪个图表", list, buttons, { wide: true }).then((answer) => (answer ? chosen : null));
}

/**
 * Asks for a chart, going to the tables for figures as often as is wished.
 * @param {Context} context
 * @param {Chart} before
 * @param {string} title
 * @returns {Promise<Chart | null>}
 */
async function askChart(context, before, title) {
  let state = before;
  /** @type {{row: number, column: number} | null} */
  let at = null;
  for (;;) {
    const form = chartForm(context, state, at);
    const buttons = [
      { label: "取消", value: null },
      { label: "到表里点选数字", value: "pick" },
      { label: "确定", value: "done", primary: true, stays: () => !form.isComplete() },
    ];
    const answer = await context.dialogs.open(title, form.element, buttons, { wide: true, first: form.field() });
    if (answer === "done") {
      return form.chart();
    }
    if (answer !== "pick") {
      return null;
    }
    const slot = form.slot();
    const key = await new Promise((resolve) => pickCells(context, resolve));
    state = form.with(slot, `{{ ${key} }}`);
    at = { row: slot.row + 1, column: slot.column };
  }
}
