// Makes the report's files. Takes a format; shows what was written and where, or why it was not. Also what is copied
// into the editor of a portal.

import { h } from "../dom.js";
import { ask, Refused } from "../server.js";
import { give } from "./takeaway.js";

/** @typedef {import("../context.js").Context} Context */
/** @typedef {import("../types.js").Finding} Finding */
/** @typedef {"pdf" | "html" | "docx" | "xlsx"} Format */
/** @typedef {{file: string, folder: string, findings: Finding[], written: boolean, message: string}} Made */

const NAMES = { pdf: "PDF", html: "网页", docx: "Word", xlsx: "工作表" };

/**
 * @param {Context} context
 * @param {Format} format
 * @param {boolean} [allowErrors] for checking only
 */
export async function make(context, format, allowErrors = false) {
  const { server, dialogs } = context;
  const name = NAMES[format];
  /** @type {Made} */
  let made;
  try {
    leaveField();
    await server.settled();
    made = await ask("/api/output", { format, allow_errors: allowErrors });
  } catch (error) {
    await dialogs.open(`没有生成 ${name}`, h("p", {}, error instanceof Error ? error.message : ""));
    return;
  }
  const found = list(context, made.findings);
  if (made.written) {
    const content = h(
      "div",
      {},
      made.message ? h("p", {}, made.message) : null,
      h(
        "dl",
        { class: "facts" },
        h("dt", {}, "文件"),
        h("dd", { class: "name" }, made.file),
        h("dt", {}, "文件夹"),
        h("dd", { class: "name" }, made.folder),
      ),
      found,
    );
    const choice = await dialogs.open(`已生成 ${name}`, content, [
      { label: "另存一份…", value: "download" },
      { label: "打开所在文件夹", value: "folder" },
      { label: "好", value: null, primary: true },
    ]);
    if (choice === "folder") {
      openFolder(dialogs);
    } else if (choice === "download") {
      download(context, format, made.file);
    }
    return;
  }
  const content = h("div", {}, h("p", {}, made.message || "还有错误，改正以前不能生成报告。"), found);
  const choice = await dialogs.open(`没有生成 ${name}`, content, [
    { label: "仍然生成，只供核对", value: "all" },
    { label: "回去改正", value: null, primary: true },
  ]);
  if (choice === "all") {
    await make(context, format, true);
  }
}

/**
 * Opens the folder of the data file in the file manager.
 * @param {import("../dialogs/dialogs.js").Dialogs} dialogs
 */
export async function openFolder(dialogs) {
  try {
    await ask("/api/folder");
  } catch (error) {
    dialogs.notice(error instanceof Error ? error.message : "没有打开。");
  }
}

/**
 * Makes what is copied into the editor of a portal, and copies it.
 * @param {Context} context
 */
export async function copyForPortal({ server, dialogs }) {
  let markup;
  try {
    leaveField();
    await server.settled();
    const answer = await fetch("/api/fragment", { credentials: "same-origin", cache: "no-store" });
    markup = await answer.text();
    if (!answer.ok) {
      throw new Refused(answer.status, told(markup));
    }
  } catch (error) {
    await dialogs.open("没有复制", h("p", {}, error instanceof Refused ? error.message : "程序没有回应。"));
    return;
  }
  const content = h(
    "div",
    {},
    h("p", {}, "全文连同表格都在里面。按“复制”，再到门户网站的编辑器里粘贴（Ctrl-V）。"),
    h("p", { class: "soft" }, "编辑器如果有“源代码”方式，用“复制网页代码”，贴到源代码里，样子最准。"),
  );
  const choice = await dialogs.open("复制到门户网站编辑器", content, [
    { label: "取消", value: null },
    { label: "复制网页代码", value: "code" },
    { label: "复制", value: "rich", primary: true },
  ]);
  if (choice !== null) {
    const isDone = copy(markup, choice === "rich");
    dialogs.notice(isDone ? "已复制，可以到编辑器里粘贴了。" : "浏览器不让复制，请改用“生成网页”。");
  }
}

/**
 * @param {string} markup
 * @param {boolean} isRich
 * @returns {boolean}
 */
function copy(markup, isRich) {
  let isDone = false;
  const put = (/** @type {ClipboardEvent} */ event) => {
    if (event.clipboardData) {
      if (isRich) {
        event.clipboardData.setData("text/html", markup);
      }
      const text = new DOMParser().parseFromString(markup, "text/html").body.textContent || "";
      event.clipboardData.setData("text/plain", isRich ? text : markup);
      event.preventDefault();
      event.stopPropagation();
      isDone = true;
    }
  };
  document.addEventListener("copy", put, true);
  document.execCommand("copy");
  document.removeEventListener("copy", put, true);
  return isDone;
}

/**
 * @param {Context} context
 * @param {Format} format
 * @param {string} name
 */
async function download({ dialogs }, format, name) {
  try {
    const answer = await fetch(`/api/download/${format}`, { credentials: "same-origin", cache: "no-store" });
    if (!answer.ok) {
      throw new Refused(answer.status, told(await answer.text()));
    }
    give(name, await answer.blob());
  } catch (error) {
    dialogs.notice(error instanceof Refused ? error.message : "程序没有回应。");
  }
}

/** What a refusal says. @param {string} text */
function told(text) {
  try {
    return JSON.parse(text).message || "没有做成。";
  } catch (_) {
    return text || "没有做成。";
  }
}

/** A field that is being typed in sends what it holds. */
function leaveField() {
  if (document.activeElement instanceof HTMLElement) {
    document.activeElement.blur();
  }
}

/**
 * @param {Context} context
 * @param {Finding[]} found
 */
function list({ findings }, found) {
  const open = found.filter((one) => one.accepted === null);
  if (open.length === 0) {
    return null;
  }
  const box = h("div", { class: "finding-list" });
  for (const one of open) {
    box.append(findings.element(one, { place: true }));
  }
  return h("div", {}, h("h3", { class: "list-head" }, `核对到 ${open.length} 处`), box);
}
