// The word 已保存 with its time. Takes the part "saving" and what is being sent; shows it. The loud cases are the
// alarm's.

import { clock } from "./clock.js";
import { h } from "../dom.js";

/** Shorter than this nobody wonders whether it is saved. */
const QUIET_MS = 500;

/**
 * @param {import("../context.js").Context} context
 * @returns {HTMLElement}
 */
export function mountSaving({ store, server }) {
  const word = h("span", { class: "saving-word" });
  const time = h("span", { class: "saving-time" });
  const element = h("div", { class: "saving", role: "status" }, word, " ", time);
  /** @type {number | null} */
  let timer = null;
  const show = () => {
    timer = null;
    /** @type {import("../types.js").Saving} */
    const saving = store.part("saving") || { state: "saving", at: null, message: null };
    const isBusy = saving.state === "saving" || server.pending.size > 0;
    const state = saving.state === "failed" || saving.state === "conflict" || !isBusy ? saving.state : "saving";
    const words = { saved: "已保存", saving: "正在保存", failed: "没有保存！", conflict: "等您选定" };
    if (element.getAttribute("data-state") !== state) {
      element.setAttribute("data-state", state);
      word.textContent = words[state];
    }
    const at = clock(saving.at);
    const told = state === "saved" || at === "" ? at : `上次 ${at}`;
    if (time.textContent !== told) {
      time.textContent = told;
    }
  };
  const tell = () => {
    const saving = store.part("saving");
    const isBusy = saving && saving.state === "saving";
    if (timer !== null) {
      window.clearTimeout(timer);
      timer = null;
    }
    if (isBusy || server.pending.size > 0) {
      timer = window.setTimeout(show, QUIET_MS);
    } else {
      show();
    }
  };
  store.on("saving", tell);
  store.on("answered", tell);
  // A program that hangs does not answer: what is typed is not saved then.
  store.on("asked", () => {
    if (timer === null) {
      tell();
    }
  });
  show();
  return element;
}
