// The column of sections: where one is, what is wrong in each, which are still empty. Takes sections and findings;
// leads to a section.

import { h } from "../dom.js";
import { counts, SECTIONS } from "../findings/words.js";

/** @typedef {import("../types.js").Section} Section */

const SHORT = {
  preface: "前言",
  overview: "总体情况",
  disclosure: "主动公开",
  applications: "依申请公开",
  remedies: "复议诉讼",
  problems: "问题和改进",
  other: "其他事项",
};

/**
 * @param {HTMLElement} host
 * @param {import("../context.js").Context} context
 * @param {import("./actions.js").Actions} actions
 * @returns {{mark: (key: string) => void}}
 */
export function mountSections(host, { store, findings }, actions) {
  /** @type {Map<string, {button: HTMLElement, state: HTMLElement}>} */
  const rows = new Map();
  const list = h("ul", { class: "sections-list" });
  for (const key of SECTIONS) {
    const number = h("span", { class: "sections-number" });
    const state = h("span", { class: "sections-state" });
    const name = h("span", { class: "sections-name" }, SHORT[/** @type {keyof typeof SHORT} */ (key)]);
    const button = h(
      "button",
      { type: "button", class: "sections-one", onclick: () => actions.show(key) },
      number,
      name,
      state,
    );
    rows.set(key, { button, state });
    list.append(h("li", {}, button));
    const tell = () => {
      /** @type {Section | undefined} */
      const section = store.part(`section:${key}`);
      number.textContent = section ? section.number : "";
      button.title = section ? section.title : "";
    };
    store.on(`section:${key}`, tell);
    tell();
  }
  host.append(
    list,
    h(
      "div",
      { class: "sections-more" },
      h("button", { type: "button", class: "link", onclick: () => actions.help() }, "键盘操作"),
    ),
  );

  /** What was shown last, so that an edit touches only what it changes. @type {Map<string, string>} */
  const told = new Map();
  const tell = () => {
    const open = findings.open();
    for (const key of SECTIONS) {
      const row = rows.get(key);
      const now = counts(open.filter((one) => one.section === key));
      const state = stateOf(store.part(`section:${key}`), now);
      if (row && told.get(key) !== state.text) {
        told.set(key, state.text);
        row.state.textContent = "";
        row.state.append(h("span", { "aria-hidden": "true" }, state.text), h("span", { class: "heard" }, state.heard));
        row.state.setAttribute("data-state", state.kind);
      }
    }
  };
  findings.onChange(tell);
  store.on("section:*", tell);
  tell();
  return {
    mark: (key) => {
      rows.forEach(({ button }, name) => {
        if (name === key) {
          button.setAttribute("aria-current", "true");
        } else {
          button.removeAttribute("aria-current");
        }
      });
    },
  };
}

/**
 * @param {Section | undefined} section
 * @param {{errors: number, warnings: number}} now
 * @returns {{kind: string, text: string, heard: string}}
 */
function stateOf(section, { errors, warnings }) {
  if (errors > 0) {
    return { kind: "error", text: `✕${errors}`, heard: `，${errors} 处错误` };
  }
  if (warnings > 0) {
    return { kind: "warning", text: `⚠${warnings}`, heard: `，${warnings} 处提醒` };
  }
  if (!section || isEmpty(section)) {
    return { kind: "empty", text: "○", heard: "，还没有填" };
  }
  return { kind: "ok", text: "✓", heard: "，没有问题" };
}

/** @param {Section} section */
function isEmpty({ body, table }) {
  return body.pieces.length === 0 && !(table && table.cells.some((cell) => cell.state === "stated"));
}
