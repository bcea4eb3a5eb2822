// Shows on the printed page where the field stands that is being edited. Takes the place of the focus; asks the
// program where that is.

import { h } from "../dom.js";
import { get } from "../server.js";

/** @typedef {{page: number, x: number, y: number, width: number, height: number}} Box */

const SOON_MS = 60;
const AFTER_PAGES_MS = 200;

/**
 * @param {import("../context.js").Context} context
 * @param {import("./sheets.js").Sheets} sheets
 * @returns {{isQuiet: boolean}} isQuiet: the next place is tinted but not brought into view, for it was clicked there
 */
export function followPlace({ store, focus }, sheets) {
  const how = { isQuiet: false };
  let turn = 0;
  /** @type {number | undefined} */
  let timer;
  /** @type {HTMLElement[]} */
  let tints = [];
  let asked = "";

  const ask = async (/** @type {boolean} */ isMoved) => {
    const place = focus.place;
    turn += 1;
    const mine = turn;
    if (!place) {
      clear();
      return;
    }
    const piece = place.piece === null || place.piece === undefined ? "" : `&piece=${place.piece}`;
    asked = `${place.key}${piece}`;
    /** @type {Box[]} */
    let boxes;
    try {
      boxes = await get(`/api/boxes?key=${encodeURIComponent(place.key)}${piece}`);
    } catch (_) {
      boxes = [];
    }
    if (mine !== turn) {
      return;
    }
    clear();
    const { width, height } = sheets.pages();
    for (const box of boxes) {
      const sheet = sheets.sheets[box.page];
      if (sheet) {
        const tint = h("div", { class: "tint" });
        tint.style.left = `${(box.x / width) * 100}%`;
        tint.style.top = `${(box.y / height) * 100}%`;
        tint.style.width = `${(box.width / width) * 100}%`;
        tint.style.height = `${(box.height / height) * 100}%`;
        sheet.append(tint);
        tints.push(tint);
      }
    }
    if (isMoved && !how.isQuiet) {
      bringIntoView();
    }
    if (isMoved) {
      how.isQuiet = false;
    }
  };
  const clear = () => {
    tints.forEach((tint) => tint.remove());
    tints = [];
  };
  const bringIntoView = () => {
    const first = tints[0];
    if (!first) {
      return;
    }
    const view = sheets.scroller.getBoundingClientRect();
    const box = first.getBoundingClientRect();
    const isSeen = box.top >= view.top && box.bottom <= view.bottom;
    if (!isSeen && view.height > 0) {
      sheets.scrollTo(sheets.scroller.scrollTop + box.top - view.top - view.height / 3, true);
    }
  };
  focus.onChange((place) => {
    window.clearTimeout(timer);
    const piece = place && place.piece !== null && place.piece !== undefined ? `&piece=${place.piece}` : "";
    const isOther = !place || `${place.key}${piece}` !== asked;
    if (isOther) {
      timer = window.setTimeout(() => ask(true), SOON_MS);
    }
  });
  store.on("page*", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => ask(false), AFTER_PAGES_MS);
  });
  return how;
}
