// The bar above a text: what its pieces are, and what can be put in. Takes an editor; says by `show` what holds at
// the caret. In a table its place is taken by what can be done to the table, in a picture by what can be done to
// that.

import { h } from "../dom.js";
import { bookmark, goBack } from "./back.js";
import { editChart, insertChart } from "./chart.js";
import { choosePicture } from "./clip.js";
import { removePicture } from "./change.js";
import { insertPieces } from "./insert.js";
import { insertFigure } from "./figure.js";
import { emptyTable } from "./grid.js";
import { setKind, toggleStrong } from "./kind.js";
import { editLink, insertNote } from "./note.js";
import { editPicture } from "./picture.js";
import * as tables from "./tables.js";

/** @typedef {import("./editor.js").Editor} Editor */
/**
 * A button; one that `asks` opens a dialog, and sends by itself.
 * @typedef {Object} Tool
 * @property {string} label
 * @property {string} title
 * @property {(editor: Editor) => void} act
 * @property {boolean} [asks]
 * @property {(line: HTMLElement, editor: Editor) => boolean} [holds] whether it is so at the caret
 */
/** @typedef {"text" | "table" | "picture"} Where */

/** @type {{where: Where | null, name: string, tools: Tool[]}[]} */
const GROUPS = [
  {
    where: "text",
    name: "段落",
    tools: [
      {
        label: "正文",
        title: "正文（Ctrl+Alt+0）",
        act: (editor) => setKind(editor, { kind: "paragraph" }),
        holds: (line) => is(line, "paragraph"),
      },
      heading(2, "标题（一）", 1),
      heading(3, "标题 1.", 2),
      heading(4, "标题（1）", 3),
      {
        label: "编号",
        title: "编号列表",
        act: (editor) => setKind(editor, { kind: "item", ordered: true }),
        holds: (line) => is(line, "item") && line.dataset.ordered === "1",
      },
      {
        label: "项目",
        title: "项目列表",
        act: (editor) => setKind(editor, { kind: "item", ordered: false }),
        holds: (line) => is(line, "item") && line.dataset.ordered !== "1",
      },
      {
        label: "引文",
        title: "引文：照录的文件，里面不编号",
        act: (editor) => setKind(editor, { kind: "quote" }),
        holds: (line) => line.closest("blockquote") !== null,
      },
    ],
  },
  {
    where: "table",
    name: "表格",
    tools: [
      { label: "加行", title: "在下面加一行", act: tables.addRowBelow },
      { label: "加列", title: "在右边加一列", act: tables.addColumnRight },
      { label: "删行", title: "删去这一行", act: tables.removeRow },
      { label: "删列", title: "删去这一列", act: tables.removeColumn },
      { label: "合并", title: "合并选中的格", act: tables.mergeCells },
      { label: "拆分", title: "拆开合并的格", act: tables.splitCell },
      {
        label: "表头",
        title: "首行作表头",
        act: tables.toggleHead,
        holds: (line) => line.closest("[data-head='1']") !== null,
      },
      { label: "对齐", title: "这一列依次左、中、右对齐", act: tables.turnAlign },
      { label: "标题", title: "写表的标题", act: tables.goToCaption, holds: (line) => line.dataset.line === "caption" },
      { label: "删表", title: "删去整个表格", act: tables.removeTable },
    ],
  },
  {
    where: "picture",
    name: "图",
    tools: [
      { label: "改图表", title: "改图表的数字和样子", act: editChart, asks: true },
      { label: "宽度和说明", title: "图的宽度、给读屏软件的说明", act: editPicture, asks: true },
      {
        label: "删图",
        title: "删去这个图",
        act: (editor) => {
          const now = editor.chosen();
          if (now) {
            removePicture(editor, now.focus.line);
          }
        },
      },
    ],
  },
  {
    where: null,
    name: "文字",
    tools: [{ label: "黑体", title: "黑体（Ctrl+B）", act: toggleStrong, holds: isStrongHere }],
  },
  {
    where: null,
    name: "插入",
    tools: [
      { label: "数字", title: "插入表里的数字：表改了，这里跟着改", act: insertFigure, asks: true },
      { label: "表格", title: "插入表格", act: insertTable, asks: true },
      { label: "图片", title: "插入图片", act: choosePicture, asks: true },
      { label: "图表", title: "插入图表", act: insertChart, asks: true },
      { label: "脚注", title: "插入脚注", act: insertNote, asks: true },
      { label: "链接", title: "把选中的文字作链接", act: editLink, asks: true },
    ],
  },
];

/** @param {number} level @param {string} label @param {number} digit @returns {Tool} */
function heading(level, label, digit) {
  return {
    label,
    title: `${label}，编号自动排（Ctrl+Alt+${digit}）`,
    act: (editor) => setKind(editor, { kind: "heading", level }),
    holds: (line) => is(line, "heading") && line.dataset.level === String(level),
  };
}

/** @param {HTMLElement} line @param {string} kind */
function is(line, kind) {
  return line.dataset.kind === kind;
}

function isStrongHere() {
  const selection = document.getSelection();
  const node = selection && selection.focusNode;
  const element = node instanceof Element ? node : node && node.parentElement;
  return element !== null && element !== undefined && element.closest("b, strong") !== null;
}

/**
 * @param {Editor} editor
 * @param {string} name of the text
 * @returns {{element: HTMLElement, show(): void}}
 */
export function toolBar(editor, name) {
  /** @type {{tool: Tool, button: HTMLButtonElement, where: Where | null}[]} */
  const all = [];
  const groups = GROUPS.map(({ where, name: label, tools }) => {
    const buttons = tools.map((tool) => {
      const button = h(
        "button",
        { type: "button", class: "prose-tool", title: tool.title, tabIndex: -1, onclick: () => run(editor, tool) },
        tool.label,
      );
      if (tool.title !== tool.label && !tool.title.startsWith(tool.label)) {
        button.setAttribute("aria-label", `${tool.label}：${tool.title}`);
      }
      all.push({ tool, button, where });
      return button;
    });
    return { where, element: h("div", { class: "prose-tools", role: "group", "aria-label": label }, ...buttons) };
  });
  const element = h(
    "div",
    { class: "prose-bar", role: "toolbar", "aria-label": `${name}：格式` },
    ...groups.map((group) => group.element),
  );
  // The choice in the text stays while the mouse is on the bar.
  element.addEventListener("mousedown", (event) => event.preventDefault());
  element.addEventListener("keydown", (event) => walk(editor, all, event));
  element.addEventListener("focusin", (event) =>
    all.forEach(({ button }) => (button.tabIndex = button === event.target ? 0 : -1)),
  );
  const show = () => {
    const now = editor.chosen();
    const line = now ? now.focus.line : editor.root.querySelector("[data-line]");
    const here = /** @type {HTMLElement | null} */ (line);
    const where =
      here && here.closest("[data-kind=table]") ? "table" : here && here.closest("figure") ? "picture" : "text";
    const figure = here && here.closest("figure");
    for (const group of groups) {
      group.element.hidden = group.where !== null && group.where !== where;
    }
    for (const { tool, button } of all) {
      if (tool.holds) {
        button.setAttribute("aria-pressed", String(now !== null && here !== null && tool.holds(here, editor)));
      }
      if (tool.act === editChart) {
        button.hidden = !(figure && figure.getAttribute("data-chart"));
      }
    }
    const shown = all.filter(({ button }) => isReachable(button));
    if (!shown.some(({ button }) => button.tabIndex === 0) && shown[0]) {
      all.forEach(({ button }) => (button.tabIndex = button === shown[0].button ? 0 : -1));
    }
  };
  show();
  return { element, show };
}

/** @param {HTMLElement} button */
function isReachable(button) {
  return !button.hidden && button.parentElement !== null && !button.parentElement.hidden;
}

/** @param {Editor} editor @param {Tool} tool */
function run(editor, tool) {
  if (!editor.chosen() || document.activeElement !== editor.root) {
    goBack(editor.context, bookmark(editor));
  }
  tool.act(editor);
  if (!tool.asks) {
    editor.changed();
  }
}

/**
 * Arrows walk along the bar, Esc goes back to the text.
 * @param {Editor} editor
 * @param {{button: HTMLButtonElement}[]} all
 * @param {KeyboardEvent} event
 */
function walk(editor, all, event) {
  const shown = all.filter(({ button }) => isReachable(button)).map(({ button }) => button);
  const at = shown.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
  const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: shown.length - 1 }[event.key];
  if (next !== undefined) {
    event.preventDefault();
    shown[(next + shown.length) % shown.length].focus();
  } else if (event.key === "Escape") {
    event.preventDefault();
    goBack(editor.context, bookmark(editor));
  }
}

/** @param {Editor} editor */
async function insertTable(editor) {
  const mark = bookmark(editor);
  const rows = h("input", { class: "field prose-digits", type: "number", min: "1", max: "200", value: "3" });
  const columns = h("input", { class: "field prose-digits", type: "number", min: "1", max: "30", value: "3" });
  const content = h(
    "div",
    { class: "prose-form" },
    h("label", {}, "行数（连表头）", rows),
    h("label", {}, "列数", columns),
  );
  const buttons = [
    { label: "取消", value: null },
    { label: "插入", value: "insert", primary: true },
  ];
  const answer = await editor.context.dialogs.open("插入表格", content, buttons, { first: rows });
  const back = answer === "insert" ? goBack(editor.context, mark) : null;
  if (back) {
    const count = (/** @type {HTMLInputElement} */ field, /** @type {number} */ most) =>
      Math.min(Math.max(Math.round(Number(field.value)) || 1, 1), most);
    const before = new Set(back.root.querySelectorAll("[data-kind=table]"));
    insertPieces(back, [emptyTable(count(rows, 200), count(columns, 30))]);
    const fresh = Array.from(back.root.querySelectorAll("[data-kind=table]")).find((one) => !before.has(one));
    const line = /** @type {HTMLElement | null | undefined} */ (fresh && fresh.querySelector("[data-line]"));
    if (line) {
      goBack(editor.context, { key: back.key, points: atLine(back, line) });
    }
    back.changed();
  }
}

/** @param {Editor} editor @param {HTMLElement} line */
function atLine(editor, line) {
  const at = Array.from(editor.root.querySelectorAll("[data-line]")).indexOf(line);
  return [
    { line: at, offset: 0 },
    { line: at, offset: 0 },
  ];
}
