// Puts a figure of the tables into a text, or changes the one that is chosen. Takes an editor; asks which figure,
// itself, as a percentage of another, or compared with another.

import { h, refill } from "../dom.js";
import { pickCells } from "../table/pick.js";
import { bookmark, goBack } from "./back.js";
import { insertInlines } from "./insert.js";
import { figureList } from "./figure-list.js";
import { slice } from "./inline.js";
import { choices, nameOf, putTogether, takeApart } from "./names.js";
import { readLine } from "./read.js";

/** @typedef {import("../context.js").Context} Context */
/** @typedef {import("./editor.js").Editor} Editor */
/** @typedef {import("./names.js").Called} Called */

/**
 * @param {Editor} editor
 */
export async function insertFigure(editor) {
  const { context } = editor;
  const mark = bookmark(editor);
  const now = editor.chosen();
  const run =
    now && now.start.line === now.end.line
      ? slice(readLine(now.start.line), now.start.offset, now.end.offset)[0]
      : null;
  const before = run && run.t === "figure" ? takeApart(run.expression) : null;
  const called = await ask(context, before || { what: "value", a: "", b: "", digits: "2" });
  const back = called && goBack(context, mark);
  if (called && back) {
    const expression = putTogether(called);
    const choice = called.what === "value" ? choices(context.store).find((one) => one.key === called.a) : null;
    insertInlines(back, [{ t: "figure", expression, shown: choice && choice.shown !== "" ? choice.shown : "…" }]);
    back.changed();
  }
}

/**
 * Asks for what is to be put in, going to the tables and coming back as often as is wished.
 * @param {Context} context
 * @param {Called} called
 * @returns {Promise<Called | null>}
 */
async function ask(context, called) {
  let state = called;
  for (;;) {
    const form = figureForm(context, state);
    const buttons = [
      { label: "取消", value: null },
      { label: "到表里点选", value: "pick" },
      { label: "插入", value: "insert", primary: true, stays: () => !form.isComplete() },
    ];
    const answer = await context.dialogs.open("插入表里的数字", form.element, buttons, { first: form.field });
    state = form.state;
    if (answer === "insert") {
      return state;
    }
    if (answer !== "pick") {
      return null;
    }
    const slot = form.slot();
    const key = await new Promise((resolve) => pickCells(context, resolve));
    state = { ...state, [slot]: key };
  }
}

/**
 * @param {Context} context
 * @param {Called} before
 */
function figureForm({ store }, before) {
  const form = { state: { ...before } };
  /** @type {"a" | "b"} */
  let slot = before.what !== "value" && before.a !== "" && before.b === "" ? "b" : "a";
  const what = h(
    "select",
    { class: "field", "aria-label": "怎样写" },
    h("option", { value: "value" }, "数字本身"),
    h("option", { value: "pct" }, "占另一个数字的百分比"),
    h("option", { value: "change" }, "比另一个数字增减多少"),
  );
  what.value = before.what;
  const digits = h("input", {
    class: "field prose-digits",
    type: "number",
    min: "0",
    max: "6",
    value: before.digits || "2",
    "aria-label": "百分比的小数位数",
  });
  const slots = h("div", { class: "prose-slots", role: "group", "aria-label": "选中的数字" });
  const fault = h("p", { class: "prose-fault", role: "alert" });
  const show = () => {
    const labels = {
      a: what.value === "value" ? "数字" : what.value === "pct" ? "分子" : "今年",
      b: what.value === "pct" ? "分母" : "与之相比",
    };
    const one = (/** @type {"a" | "b"} */ name) => {
      const key = form.state[name];
      return h(
        "button",
        {
          type: "button",
          class: "prose-slot",
          "aria-pressed": slot === name,
          onclick: () => {
            slot = name;
            show();
          },
        },
        `${labels[name]}：${key === "" ? "在下面选" : nameOf(store, key)}`,
      );
    };
    refill(slots, one("a"), what.value === "value" ? null : one("b"));
    digits.hidden = what.value !== "pct";
  };
  const list = figureList(store, (choice) => {
    form.state[slot] = choice.key;
    if (slot === "a" && what.value !== "value" && form.state.b === "") {
      slot = "b";
    }
    fault.textContent = "";
    show();
  });
  what.addEventListener("change", () => {
    form.state.what = /** @type {Called["what"]} */ (what.value);
    slot = what.value !== "value" && form.state.a !== "" ? "b" : "a";
    show();
  });
  digits.addEventListener("input", () => {
    form.state.digits = digits.value.replace(/\D/g, "");
  });
  show();
  const element = h(
    "div",
    { class: "prose-form" },
    h("div", { class: "prose-row" }, what, digits),
    slots,
    list.element,
    fault,
  );
  return {
    element,
    field: list.field,
    get state() {
      return form.state;
    },
    slot: () => slot,
    isComplete() {
      const isComplete = form.state.a !== "" && (what.value === "value" || form.state.b !== "");
      fault.textContent = isComplete ? "" : "还没有选定数字。";
      return isComplete;
    },
  };
}
