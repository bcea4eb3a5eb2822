// What a report is begun from: a new one, one that was open lately, one of the folder, a sample. Takes what the
// program offers; gives nothing back, but opens the report.

import { h, refill } from "../dom.js";
import { ask, get } from "../server.js";
import { mountNew } from "./new.js";

/** @typedef {{id: string, file: string, folder?: string, organ: string, year: number}} Known */
/**
 * @typedef {{folder: string, year: number, recent: Known[], here: Known[], samples: {id: string, title:
 *   string}[]}} Offer
 */
/** @typedef {import("../dialogs/dialogs.js").Dialogs} Dialogs */

/**
 * @param {HTMLElement} app
 * @param {Dialogs} dialogs
 * @param {() => void} opened
 */
export async function mountStart(app, dialogs, opened) {
  /** @type {Offer} */
  let offer;
  try {
    offer = await get("/api/start");
  } catch (error) {
    refill(app, h("main", { class: "stopped" }, h("h1", {}, "没有打开"), h("p", {}, words(error))));
    return;
  }
  const open = async (/** @type {string} */ id) => {
    try {
      await ask("/api/start/open", { id });
      opened();
    } catch (error) {
      dialogs.notice(words(error));
    }
  };
  const make = h("section", { class: "start-new", "aria-labelledby": "start-new" });
  mountNew(make, offer, opened);
  refill(
    app,
    h(
      "main",
      { class: "start" },
      h("h1", { class: "start-title" }, "政府信息公开工作年度报告"),
      h(
        "div",
        { class: "start-columns" },
        make,
        h(
          "div",
          { class: "start-known" },
          known("最近打开的", offer.recent, open),
          known("这个文件夹里的", offer.here, open, offer.folder),
          samples(offer.samples, open),
        ),
      ),
    ),
  );
}

/**
 * @param {string} title
 * @param {Known[]} all
 * @param {(id: string) => void} open
 * @param {string} [folder]
 */
function known(title, all, open, folder) {
  if (all.length === 0) {
    return null;
  }
  const list = h("ul", { class: "start-list" });
  for (const one of all) {
    const file = one.file.replace(/\.toml$/i, "");
    // Of a list that is a folder's, its head names it.
    const where = one.folder && !folder ? `${file}，${one.folder}` : file;
    list.append(
      h(
        "li",
        {},
        h(
          "button",
          { type: "button", class: "start-one", onclick: () => open(one.id) },
          h("span", {}, one.organ === "" ? file : `${one.organ}${one.year}年度报告`),
          h("span", { class: "soft name" }, where),
        ),
      ),
    );
  }
  return h(
    "section",
    {},
    h("h2", { class: "list-head" }, title),
    folder ? h("p", { class: "soft name" }, folder) : null,
    list,
  );
}

/**
 * @param {Offer["samples"]} all
 * @param {(id: string) => void} open
 */
function samples(all, open) {
  if (all.length === 0) {
    return null;
  }
  const list = h("ul", { class: "start-list" });
  for (const { id, title } of all) {
    list.append(
      h("li", {}, h("button", { type: "button", class: "start-one", onclick: () => open(id) }, h("span", {}, title))),
    );
  }
  return h(
    "section",
    {},
    h("h2", { class: "list-head" }, "看看样例"),
    h("p", { class: "soft" }, "打开的是复制到文件夹里的一份，可以随便改。"),
    list,
  );
}

/** @param {unknown} error */
function words(error) {
  return error instanceof Error ? error.message : "没有打开。";
}
