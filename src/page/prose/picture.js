// How a picture of the text stands: its width, and what is said of it to those who cannot see it. Takes an editor
// with the caret in the picture's caption.

import { h } from "../dom.js";
import { bookmark, goBack } from "./back.js";

/** @typedef {import("./editor.js").Editor} Editor */

/**
 * @param {Editor} editor
 */
export async function editPicture(editor) {
  const mark = bookmark(editor);
  const before = figureAt(editor);
  if (!before) {
    return;
  }
  const width = h("input", {
    class: "field prose-digits",
    type: "number",
    min: "5",
    max: "100",
    value: (before.dataset.width || "").replace("%", ""),
  });
  const words = h("textarea", { class: "field", rows: 3, value: before.dataset.alternative || "" });
  const content = h(
    "div",
    { class: "prose-form" },
    h("label", {}, "占版面宽度的百分之几（不写：照原样）", width),
    h("label", {}, "图里有什么（不印，读屏软件读）", words),
  );
  const buttons = [
    { label: "取消", value: null },
    { label: "确定", value: "on", primary: true },
  ];
  const answer = await editor.context.dialogs.open("宽度和说明", content, buttons, { first: width });
  const back = answer === "on" ? goBack(editor.context, mark) : null;
  const figure = back && figureAt(back);
  const piece = figure && back && back.pieceOf(figure);
  if (back && figure && piece) {
    put(figure, "width", /^\d+(\.\d+)?$/.test(width.value) ? `${width.value}%` : "");
    put(figure, "alternative", words.value.trim());
    back.shown.touch(piece);
    back.changed();
  }
}

/** @param {HTMLElement} figure @param {string} name @param {string} value */
function put(figure, name, value) {
  if (value === "") {
    delete figure.dataset[name];
  } else {
    figure.dataset[name] = value;
  }
}

/** The picture whose caption the caret is in. @param {Editor} editor @returns {HTMLElement | null} */
export function figureAt(editor) {
  const now = editor.chosen();
  return now ? now.focus.line.closest("figure") : null;
}
