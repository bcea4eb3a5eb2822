// Brings in other files: a workbook, a page, a Word file. Takes files that are chosen or dropped; shows what would go
// where, and sends what is ticked as edits.

import { h } from "../dom.js";
import { upload } from "../server.js";
import { chooseFiles, isPicture, READABLE } from "./files.js";
import { takePrevious } from "./previous.js";
import { proposal } from "./proposal.js";

/** @typedef {import("../context.js").Context} Context */

/** @param {Context} context */
export async function importFiles(context) {
  if (context.dialogs.isOpen()) {
    return;
  }
  const files = await chooseFiles(READABLE, true);
  for (const file of files) {
    await importFile(context, file);
  }
}

/**
 * Takes files that are dropped where no field wants them.
 * @param {Context} context
 */
export function acceptDrops(context) {
  const hasFiles = (/** @type {DragEvent} */ event) =>
    event.dataTransfer !== null && Array.from(event.dataTransfer.types).includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!event.defaultPrevented && hasFiles(event)) {
      event.preventDefault();
    }
  });
  document.addEventListener("drop", async (event) => {
    if (event.defaultPrevented || !hasFiles(event) || event.dataTransfer === null) {
      return;
    }
    // The browser would leave the page and open the file.
    event.preventDefault();
    const files = Array.from(event.dataTransfer.files);
    if (context.dialogs.isOpen()) {
      return;
    }
    if (files.some(isPicture)) {
      context.dialogs.notice("图片请拖到文字里要放的地方。");
    }
    for (const file of files.filter((one) => !isPicture(one))) {
      await importFile(context, file);
    }
  });
}

/**
 * @param {Context} context
 * @param {File} file
 */
async function importFile(context, file) {
  const { server, dialogs } = context;
  const question = h(
    "div",
    {},
    h("p", {}, "文件 ", h("span", { class: "name" }, file.name), " 里的内容："),
    h("p", { class: "soft" }, "填进来以前，会先列出哪些内容放到哪里，由您选定。"),
  );
  const use = await dialogs.open("导入", question, [
    { label: "取消", value: null },
    { label: "是上年的报告，用来对照", value: "previous" },
    { label: "填进本年的报告", value: "this", primary: true },
  ]);
  if (use === "previous") {
    await takePrevious(context, file);
    return;
  }
  if (use !== "this") {
    return;
  }
  /** @type {import("./proposal.js").Brought} */
  let brought;
  try {
    await server.settled();
    brought = await upload(`/api/import?name=${encodeURIComponent(file.name)}`, file);
  } catch (error) {
    await dialogs.open("没有读出来", h("p", {}, error instanceof Error ? error.message : ""));
    return;
  }
  const { element, edits, isEmpty } = proposal(brought);
  const title = `导入 ${file.name}`;
  if (isEmpty) {
    await dialogs.open(title, element);
    return;
  }
  const buttons = [
    { label: "取消", value: false },
    { label: "填入选定的", value: true, primary: true },
  ];
  if (await dialogs.open(title, element, buttons, { wide: true })) {
    const chosen = edits();
    if (chosen.length > 0) {
      await server.edit(chosen);
      dialogs.notice(`已填入 ${chosen.length} 处，可以用“撤销”一次退回。`);
    }
  }
}
