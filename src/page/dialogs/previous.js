// Last year's report, with which this one is compared. Takes the part "previous"; sends a file, or takes it away.

import { h, refill } from "../dom.js";
import { upload } from "../server.js";
import { chooseFiles, READABLE } from "./files.js";

/** @typedef {import("../context.js").Context} Context */

/**
 * @param {HTMLElement} host
 * @param {Context} context
 * @returns {{end: () => void}}
 */
export function previousBox(host, context) {
  const { store, dialogs } = context;
  const draw = () => {
    /** @type {{file: string, organ: string, year: number} | null | undefined} */
    const previous = store.part("previous");
    const choose = async () => {
      const [file] = await chooseFiles(READABLE);
      if (file) {
        await takePrevious(context, file);
      }
    };
    const away = async () => {
      if (await dialogs.confirm("不再对照上年数据", "上年的文件还在原处，只是不再对照。", "不再对照")) {
        await send(context, "", new Blob([]));
      }
    };
    refill(
      host,
      h("h3", { class: "list-head" }, "上年数据"),
      previous
        ? h("p", {}, `${previous.organ}${previous.year}年度报告（`, h("span", { class: "name" }, previous.file), "）")
        : h("p", { class: "soft" }, "还没有。有了上年的报告，每一格下面可以看到上年的数，结转等会对照核对。"),
      h("button", { type: "button", class: "button", onclick: choose }, previous ? "换一个文件…" : "选上年的报告…"),
      previous ? h("button", { type: "button", class: "button", onclick: away }, "不再对照") : null,
      h("p", { class: "setting-hint" }, "上年的数据文件、表格、网页、Word、PDF 都可以。"),
    );
  };
  draw();
  return { end: store.on("previous", draw) };
}

/**
 * @param {Context} context
 * @param {File} file
 */
export function takePrevious(context, file) {
  return send(context, file.name, file);
}

/**
 * @param {Context} context
 * @param {string} name
 * @param {Blob} file
 */
async function send({ store, dialogs }, name, file) {
  try {
    const path = `/api/previous?since=${store.revision}&name=${encodeURIComponent(name)}`;
    store.apply(await upload(path, file));
  } catch (error) {
    dialogs.notice(error instanceof Error ? error.message : "没有读出来。");
  }
}
