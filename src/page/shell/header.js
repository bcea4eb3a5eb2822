// The bar above: whose report it is, whether it is saved, what is wrong, and what can be done. Takes parts of the
// store; does what its buttons say.

import { menuButton } from "../dialogs/menu.js";
import { h } from "../dom.js";
import { counts } from "../findings/words.js";
import { copyForPortal, make } from "./output.js";
import { mountSaving } from "./saving.js";

/** @typedef {import("../context.js").Context} Context */

/**
 * @param {Context} context
 * @param {import("./view.js").View} view
 * @param {import("./actions.js").Actions} actions
 * @returns {HTMLElement}
 */
export function mountHeader(context, view, actions) {
  return h(
    "header",
    { class: "bar" },
    title(context),
    mountSaving(context),
    steps(context, actions),
    findingsButtons(context, actions),
    h("div", { class: "bar-space" }),
    outputs(context),
    menuButton("查看 ▾", () => looks(context, view), { name: "查看" }),
    h("button", { type: "button", class: "button", onclick: () => actions.bring() }, "导入…"),
    h("button", { type: "button", class: "button", onclick: () => actions.settings() }, "设置"),
  );
}

/** @param {Context} context */
function title({ store }) {
  const organ = h("span", { class: "bar-organ" });
  const year = h("span", { class: "bar-year" });
  const draft = h("span", { class: "bar-draft", hidden: true, title: "每页印有“草稿”字样；在设置里取消" }, "草稿");
  const tell = () => {
    /** @type {import("../types.js").Head | undefined} */
    const head = store.part("head");
    if (head) {
      organ.textContent = head.organ || "（未写机关名称）";
      year.textContent = `· ${head.year}年度报告`;
      draft.hidden = !head.draft;
      document.title = `${head.organ}${head.year}年度报告`;
    }
  };
  store.on("head", tell);
  tell();
  return h("h1", { class: "bar-title" }, organ, year, draft);
}

/**
 * @param {Context} context
 * @param {import("./actions.js").Actions} actions
 */
function steps({ store }, actions) {
  const undo = h("button", { type: "button", class: "button icon", onclick: actions.undo }, "↶");
  const redo = h("button", { type: "button", class: "button icon", onclick: actions.redo }, "↷");
  const set = (
    /** @type {HTMLButtonElement} */ button,
    /** @type {string} */ word,
    /** @type {string | null} */ what,
  ) => {
    const name = what === null ? word : `${word}：${what}`;
    button.title = name;
    button.setAttribute("aria-label", name);
    // Not `disabled`: the focus would be lost with the last step.
    button.setAttribute("aria-disabled", String(what === null));
  };
  const tell = () => {
    /** @type {import("../types.js").Steps} */
    const history = store.part("history") || { undo: null, redo: null };
    set(undo, "撤销", history.undo);
    set(redo, "恢复", history.redo);
  };
  store.on("history", tell);
  tell();
  return h("div", { class: "pair", role: "group", "aria-label": "撤销和恢复" }, undo, redo);
}

/**
 * @param {Context} context
 * @param {import("./actions.js").Actions} actions
 */
function findingsButtons({ findings }, actions) {
  const errors = h("button", { type: "button", class: "count count-error", onclick: () => actions.findings("error") });
  const warnings = h("button", {
    type: "button",
    class: "count count-warning",
    onclick: () => actions.findings("warning"),
  });
  const set = (
    /** @type {HTMLElement} */ button,
    /** @type {string} */ sign,
    /** @type {string} */ word,
    /** @type {number} */ n,
  ) => {
    button.textContent = `${sign} ${n}`;
    button.setAttribute("aria-label", `${n} 处${word}，打开核对清单`);
    button.title = `${n} 处${word}`;
    button.classList.toggle("none", n === 0);
  };
  const tell = () => {
    const now = counts(findings.open());
    set(errors, "✕", "错误", now.errors);
    set(warnings, "⚠", "提醒", now.warnings);
  };
  findings.onChange(tell);
  tell();
  return h("div", { class: "pair", role: "group", "aria-label": "核对" }, warnings, errors);
}

/** @param {Context} context */
function outputs(context) {
  return h(
    "div",
    { class: "pair split" },
    h("button", { type: "button", class: "button primary", onclick: () => make(context, "pdf") }, "生成 PDF"),
    menuButton(
      "▾",
      () => [
        { label: "生成 PDF", act: () => make(context, "pdf") },
        { label: "生成 Word", act: () => make(context, "docx") },
        { label: "生成网页", act: () => make(context, "html") },
        { label: "生成工作表", act: () => make(context, "xlsx") },
        "-",
        { label: "复制到门户网站编辑器…", act: () => copyForPortal(context) },
      ],
      { class: "button primary more", name: "生成别的格式" },
    ),
  );
}

/**
 * @param {Context} context
 * @param {import("./view.js").View} view
 * @returns {import("../dialogs/menu.js").Item[]}
 */
function looks({ store }, view) {
  const { theme, previous, pair, zoom } = view.wishes;
  const hasPrevious = Boolean(store.part("previous"));
  const themes = /** @type {["system" | "light" | "dark", string][]} */ ([
    ["system", "深浅跟随系统"],
    ["light", "浅色"],
    ["dark", "深色"],
  ]);
  return [
    { label: "放大", hint: `${Math.round(view.scale * 100)}%`, act: () => view.zoom(1), stays: true },
    { label: "缩小", act: () => view.zoom(-1), stays: true },
    {
      label: "适合宽度",
      kind: "check",
      checked: zoom === null,
      act: () => view.wish({ zoom: zoom === null ? view.scale : null }),
    },
    { label: "双页", kind: "check", checked: pair, act: () => view.wish({ pair: !pair }) },
    "-",
    {
      label: "上年数据",
      kind: "check",
      checked: previous && hasPrevious,
      hint: hasPrevious ? undefined : "设置里可以添加",
      act: () => view.wish({ previous: !previous }),
    },
    "-",
    ...themes.map(([name, label]) => ({
      label,
      kind: /** @type {"radio"} */ ("radio"),
      checked: theme === name,
      act: () => view.wish({ theme: name }),
    })),
  ];
}
