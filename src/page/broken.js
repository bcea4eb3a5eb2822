// The data file as text, when it cannot be read as a report: its lines with their numbers, and what is wrong with the
// place. Takes the part "broken"; sends the whole text. Knows no report.

import { h, refill } from "./dom.js";

/** @typedef {{text: string, faults: {line: number, column: number, message: string, help: string | null}[]}} Broken */

const SOON_MS = 250;

/**
 * @param {HTMLElement} host
 * @param {import("./context.js").Context} context
 * @param {(isBroken: boolean) => void} tell
 */
export function mountBroken(host, { store, server }, tell) {
  const numbers = h("pre", { class: "broken-numbers", "aria-hidden": "true" });
  const field = h("textarea", { class: "broken-text", spellcheck: false, wrap: "off", "aria-label": "数据文件的文字" });
  const faults = h("ol", { class: "broken-faults" });
  const element = h(
    "section",
    { class: "broken", hidden: true, "aria-labelledby": "broken-title" },
    h("h2", { class: "section-title", id: "broken-title" }, "数据文件有读不懂的地方"),
    h("p", {}, "改好下面指出的地方，就回到表格和文字。改动照样自动保存，也可以撤销。"),
    faults,
    h("div", { class: "broken-editor" }, numbers, field),
  );
  host.append(element);
  /** @type {number | null} */
  let timer = null;
  let lines = 0;

  const number = (/** @type {Set<number>} */ wrong) => {
    refill(numbers);
    lines = field.value.split("\n").length;
    for (let line = 1; line <= lines; line += 1) {
      numbers.append(
        h("span", wrong.has(line) ? { class: "wrong" } : {}, wrong.has(line) ? `✕ ${line}` : String(line)),
        "\n",
      );
    }
  };
  const go = (/** @type {number} */ line, /** @type {number} */ column) => {
    const before = field.value.split("\n").slice(0, line - 1);
    const start = before.reduce((sum, one) => sum + one.length + 1, 0) + Math.max(0, column - 1);
    field.focus();
    field.setSelectionRange(start, start);
    const height = parseFloat(getComputedStyle(field).lineHeight) || 21;
    field.scrollTop = Math.max(0, (line - 4) * height);
    numbers.scrollTop = field.scrollTop;
  };
  const draw = (/** @type {Broken | null | undefined} */ broken) => {
    const isBroken = Boolean(broken);
    element.hidden = !isBroken;
    tell(isBroken);
    if (!broken) {
      return;
    }
    const isTyping = timer !== null || server.isPending("file");
    if (!isTyping && field.value !== broken.text) {
      const at = field.selectionStart;
      field.value = broken.text;
      field.setSelectionRange(at, at);
    }
    number(new Set(broken.faults.map((fault) => fault.line)));
    refill(
      faults,
      ...broken.faults.map(({ line, column, message, help }) =>
        h(
          "li",
          { class: "finding finding-error" },
          h("span", { class: "finding-sign", "aria-hidden": "true" }, "✕"),
          h(
            "div",
            { class: "finding-text" },
            h(
              "p",
              { class: "finding-line" },
              h(
                "button",
                { type: "button", class: "link finding-place", onclick: () => go(line, column) },
                `第 ${line} 行第 ${column} 字`,
              ),
              message,
            ),
            help ? h("p", { class: "finding-help" }, help) : null,
          ),
        ),
      ),
    );
  };
  const send = () => {
    timer = null;
    server.edit([{ do: "file", text: field.value }], { merge: true });
  };
  field.addEventListener("input", () => {
    if (timer !== null) {
      window.clearTimeout(timer);
    }
    timer = window.setTimeout(send, SOON_MS);
    if (field.value.split("\n").length !== lines) {
      number(new Set());
    }
  });
  field.addEventListener("blur", () => {
    if (timer !== null) {
      window.clearTimeout(timer);
      send();
    }
  });
  field.addEventListener("scroll", () => {
    numbers.scrollTop = field.scrollTop;
  });
  store.on("broken", draw);
  draw(store.part("broken"));
}
