// Footnotes and links in a text. Takes an editor; a note's mark stands at the caret, its words at the end of the
// text.

import { h } from "../dom.js";
import { bookmark, goBack } from "./back.js";
import { choose } from "./caret.js";
import { insertInlines } from "./insert.js";
import { changeBetween, lengthOf, textRun } from "./inline.js";
import { readLine } from "./read.js";
import { showPiece } from "./show.js";

/** @typedef {import("./editor.js").Editor} Editor */

/**
 * @param {Editor} editor
 */
export function insertNote(editor) {
  const now = editor.chosen();
  if (!now || now.focus.line.dataset.line === "note" || now.focus.line.dataset.line === "source") {
    editor.context.dialogs.notice("先把光标放在正文里要加脚注的地方。");
    return;
  }
  const taken = Array.from(editor.root.querySelectorAll("[data-label]"), (note) => note.getAttribute("data-label"));
  let label = 1;
  while (taken.includes(String(label))) {
    label += 1;
  }
  choose(now.end);
  insertInlines(editor, [{ t: "note", label: String(label) }]);
  const note = showPiece({ kind: "note", label: String(label), text: [] });
  editor.root.append(note);
  choose({ line: note, offset: 0 });
  note.scrollIntoView({ block: "nearest" });
  editor.changed();
}

/** Goes from a mark to its note. @param {Editor} editor @param {string} label */
export function goToNote(editor, label) {
  const notes = /** @type {HTMLElement[]} */ (Array.from(editor.root.querySelectorAll("[data-kind=note]")));
  const note = notes.find((one) => one.dataset.label === label);
  if (note) {
    choose({ line: note, offset: Infinity });
    note.scrollIntoView({ block: "nearest" });
  }
}

/**
 * Makes the chosen words a link, or changes the link that the caret is in.
 * @param {Editor} editor
 */
export async function editLink(editor) {
  const { context } = editor;
  const now = editor.chosen();
  if (!now || now.start.line !== now.end.line || now.start.line.dataset.line === "source") {
    context.dialogs.notice("先选中要加链接的文字。");
    return;
  }
  const text = readLine(now.start.line);
  let [from, to] = [now.start.offset, now.end.offset];
  let before = "";
  let at = 0;
  for (const run of text) {
    const length = lengthOf([run]);
    if (run.t === "text" && run.link && at <= from && to <= at + length) {
      [from, to, before] = [at, at + length, run.link];
    }
    at += length;
  }
  const mark = bookmark(editor);
  const field = h("input", {
    type: "url",
    class: "field",
    value: before,
    placeholder: "https://",
    "aria-label": "网址",
  });
  const words = h("input", { type: "text", class: "field", "aria-label": "显示的文字" });
  const isNew = from === to;
  const content = h(
    "div",
    { class: "prose-form" },
    isNew ? h("label", {}, "显示的文字", words) : null,
    h("label", {}, "网址", field),
  );
  const buttons = [
    { label: "取消", value: null },
    ...(before === "" ? [] : [{ label: "去掉链接", value: "off" }]),
    { label: "确定", value: "on", primary: true },
  ];
  const answer = await context.dialogs.open("链接", content, buttons, { first: isNew ? words : field });
  const back = answer === null ? null : goBack(context, mark);
  const address = answer === "off" ? "" : field.value.trim();
  const here = back && back.chosen();
  if (!back || !here || (answer === "on" && address === "")) {
    return;
  }
  if (isNew) {
    insertInlines(back, [textRun(words.value || address, false, address)]);
  } else {
    const changed = changeBetween(readLine(here.start.line), from, to, (run) =>
      run.t === "text" ? textRun(run.text, run.strong, address) : run,
    );
    back.setLine(here.start.line, changed);
    choose({ line: here.start.line, offset: to });
  }
  back.changed();
}
