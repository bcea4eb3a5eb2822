// The form in which a chart is written: its kind, title, unit, and a small grid of its parts and their values. Takes
// a chart, gives another. A value is typed, or a figure of the tables that is shown by its name.

import { h, refill } from "../dom.js";
import { chartLook, KINDS } from "./chart-look.js";
import { figureList } from "./figure-list.js";
import { meaning } from "./names.js";

/** @typedef {import("../types.js").Chart} Chart */
/** @typedef {import("../context.js").Context} Context */
/** @typedef {{row: number, column: number}} Slot */

/** Places behind the point of a pie's shares: at most, and where nobody says. */
const MOST_DECIMALS = 6;
const USUAL_DECIMALS = 2;

/**
 * @param {Context} context
 * @param {Chart} before
 * @param {Slot | null} first in which the focus begins
 */
export function chartForm(context, before, first) {
  const { store } = context;
  /** @type {Chart} */
  const state = JSON.parse(JSON.stringify(before));
  /** @type {Slot} */
  let slot = first || { row: 0, column: 0 };
  const kind = h(
    "select",
    { class: "field" },
    ...Object.keys(KINDS).map((name) => h("option", { value: name }, KINDS[name])),
  );
  kind.value = state.kind;
  const title = h("input", { class: "field", type: "text", value: state.title || "" });
  const unit = h("input", { class: "field prose-digits", type: "text", value: state.unit || "" });
  const decimals = h("input", { class: "field prose-digits", type: "number", min: "0", max: String(MOST_DECIMALS) });
  const stated = state.decimals;
  decimals.value = stated === null || stated === undefined ? "" : String(stated);
  decimals.placeholder = String(USUAL_DECIMALS);
  const shares = h("label", {}, "占比的小数位数", decimals);
  const grid = h("div", { class: "prose-wide" });
  const look = h("div", { class: "prose-drawn" });
  const fault = h("p", { class: "prose-fault", role: "alert" });

  const draw = () => refill(look, chartLook(chart(), store));
  const shape = () => {
    while (state.categories.length < Math.max(slot.row + 1, 1)) {
      state.categories.push("");
    }
    if (state.series.length === 0) {
      state.series.push({ name: "", values: [] });
    }
    for (const one of state.series) {
      while (one.values.length < state.categories.length) {
        one.values.push("");
      }
      one.values.length = state.categories.length;
    }
  };
  const show = () => {
    shape();
    const hasNames = kind.value !== "pie";
    shares.hidden = hasNames;
    const series = hasNames ? state.series : state.series.slice(0, 1);
    const head = h(
      "tr",
      {},
      h("th", {}, "名称"),
      ...series.map((one, column) =>
        h(
          "th",
          {},
          hasNames
            ? field(
                one.name,
                `第${column + 1}组的名称`,
                (value) => (one.name = value),
                series.length > 1 ? "这一组的名称" : "数量",
              )
            : "数量",
        ),
      ),
      h("td"),
    );
    const rows = state.categories.map((category, row) =>
      h(
        "tr",
        {},
        h(
          "th",
          {},
          field(category, `第${row + 1}项的名称`, (value) => (state.categories[row] = value)),
        ),
        ...series.map((_, column) => h("td", {}, valueField(row, column))),
        h(
          "td",
          {},
          h(
            "button",
            { type: "button", class: "prose-tool", "aria-label": `删去第${row + 1}项`, onclick: () => removeRow(row) },
            "删",
          ),
        ),
      ),
    );
    const table = h("table", { class: "prose-grid" }, h("tbody", {}, head, ...rows));
    const more = h(
      "div",
      { class: "prose-row" },
      h("button", { type: "button", class: "prose-tool", onclick: addRow }, "加一项"),
    );
    if (hasNames) {
      more.append(h("button", { type: "button", class: "prose-tool", onclick: addSeries }, "加一组数"));
      if (state.series.length > 1) {
        more.append(h("button", { type: "button", class: "prose-tool", onclick: removeSeries }, "去掉最后一组"));
      }
    }
    refill(grid, table, more);
    draw();
  };
  const field = (
    /** @type {string} */ value,
    /** @type {string} */ label,
    /** @type {(value: string) => void} */ put,
    hint = "",
  ) => {
    const input = h("input", { class: "prose-cell", type: "text", value, "aria-label": label, placeholder: hint });
    input.addEventListener("input", () => {
      put(input.value);
      draw();
    });
    return input;
  };
  const valueField = (/** @type {number} */ row, /** @type {number} */ column) => {
    const { values } = state.series[column];
    const called = calledIn(values[row]);
    const input = field(
      called === null ? values[row] : meaning(store, called),
      `第${row + 1}项第${column + 1}组的数`,
      (value) => (values[row] = value),
    );
    input.dataset.at = `${row},${column}`;
    input.classList.toggle("prose-called", called !== null);
    input.readOnly = called !== null;
    input.title = called === null ? "" : "表里的数字。按退格键去掉。";
    input.addEventListener("focus", () => {
      slot = { row, column };
    });
    input.addEventListener("keydown", (event) => {
      if (input.readOnly && (event.key === "Backspace" || event.key === "Delete")) {
        event.preventDefault();
        values[row] = "";
        show();
        focusAt({ row, column });
      }
    });
    input.addEventListener("paste", (event) => pasteGrid(event, row, column));
    return input;
  };
  const pasteGrid = (/** @type {ClipboardEvent} */ event, /** @type {number} */ row, /** @type {number} */ column) => {
    const text = event.clipboardData
      ? event.clipboardData.getData("text/plain").replace(/\r/g, "").replace(/\n$/, "")
      : "";
    if (!/[\n\t]/.test(text)) {
      return;
    }
    event.preventDefault();
    text.split("\n").forEach((line, down) => {
      line.split("\t").forEach((value, right) => {
        if (state.series[column + right]) {
          while (state.categories.length <= row + down) {
            state.categories.push("");
          }
          state.series[column + right].values[row + down] = value.trim();
        }
      });
    });
    show();
  };
  const focusAt = (/** @type {Slot} */ { row, column }) => {
    /** @type {HTMLElement | null} */ (grid.querySelector(`[data-at="${row},${column}"]`))?.focus();
  };
  const addRow = () => {
    state.categories.push("");
    show();
    const inputs = grid.querySelectorAll("tr:last-child input");
    /** @type {HTMLElement | undefined} */ (inputs[0])?.focus();
  };
  const removeRow = (/** @type {number} */ row) => {
    if (state.categories.length > 1) {
      state.categories.splice(row, 1);
      state.series.forEach((one) => one.values.splice(row, 1));
      slot = { row: 0, column: 0 };
      show();
    }
  };
  const addSeries = () => {
    state.series.push({ name: "", values: [] });
    show();
  };
  const removeSeries = () => {
    state.series.pop();
    slot = { row: slot.row, column: 0 };
    show();
  };
  const list = figureList(store, (choice) => {
    const { row, column } = slot;
    state.series[column].values[row] = `{{ ${choice.key} }}`;
    if (state.categories[row] === "") {
      state.categories[row] = partName(choice.name);
    }
    slot = { row: row + 1 < state.categories.length ? row + 1 : row, column };
    show();
  });
  const decimalsOf = () => {
    const isPie = kind.value === "pie" && decimals.value !== "";
    return isPie ? Math.min(Math.max(Math.round(Number(decimals.value)), 0), MOST_DECIMALS) : null;
  };
  /** @returns {Chart} */
  const chart = () => {
    const isUsed = state.categories.map(
      (name, row) => name !== "" || state.series.some((one) => (one.values[row] || "") !== ""),
    );
    const used = (/** @type {string[]} */ all) => all.filter((_, row) => isUsed[row]);
    const series = kind.value === "pie" ? state.series.slice(0, 1).map((one) => ({ ...one, name: "" })) : state.series;
    return {
      kind: /** @type {Chart["kind"]} */ (kind.value),
      title: title.value.trim() || null,
      unit: unit.value.trim() || null,
      decimals: decimalsOf(),
      categories: used(state.categories),
      series: series.map((one) => ({ name: one.name, values: used(one.values).map((value) => value.trim()) })),
    };
  };
  kind.addEventListener("change", show);
  const row = h(
    "div",
    { class: "prose-row" },
    h("label", {}, "样子", kind),
    h("label", {}, "标题", title),
    h("label", {}, "单位", unit),
    shares,
  );
  const about = h("details", {}, h("summary", {}, "用表里的数字：先点要填的格，再在这里选"), list.element);
  show();
  return {
    element: h("div", { class: "prose-form" }, row, h("div", { class: "prose-halves" }, grid, look), about, fault),
    field: () =>
      first
        ? /** @type {HTMLElement | null} */ (grid.querySelector(`[data-at="${first.row},${first.column}"]`))
        : title,
    slot: () => slot,
    chart,
    /** @param {Slot} at @param {string} value @returns {Chart} */
    with(at, value) {
      state.series[at.column].values[at.row] = value;
      const now = { title: title.value, unit: unit.value, decimals: decimalsOf() };
      return { ...state, ...now, kind: /** @type {Chart["kind"]} */ (kind.value) };
    },
    isComplete() {
      const now = chart();
      const isNumber = (/** @type {string} */ value) => calledIn(value) !== null || /^-?\d+(\.\d+)?$/.test(value);
      const isGood =
        now.categories.length > 0 &&
        now.categories.every((name) => name !== "") &&
        now.series.every((one) => one.values.every(isNumber));
      fault.textContent = isGood ? "" : "每一项都要有名称和数字（只写数字，不写单位）。";
      return isGood;
    },
  };
}

/** What a part is called that is the figure `name`: its row if it is a total, else its column. @param {string} name */
function partName(name) {
  const words = name.split(" ").filter((word) => word !== "总计");
  return words[words.length - 1] || name;
}

/** The expression that a value calls, `null` if it is a number. @param {string} value */
export function calledIn(value) {
  const found = /^\s*\{\{\s*(.*?)\s*\}\}\s*$/.exec(value || "");
  return found ? found[1] : null;
}
