// A section of the report: its title, the text before its table, the table, the text behind it, and what was found
// about it as a whole. Takes the section's key; gives what takes it away. Texts and tables are others' work.

import { h, refill } from "../dom.js";
import { mountProse } from "../prose/mount.js";
import { mountTable } from "../table/mount.js";
import { mountTitle } from "./title.js";

/** @typedef {import("../types.js").Section} Section */

/**
 * @param {HTMLElement} host
 * @param {import("../context.js").Context} context
 * @param {string} key
 * @returns {{destroy(): void}}
 */
export function mountSection(host, context, key) {
  const { store, findings } = context;
  /** @type {Section} */
  const section = store.part(`section:${key}`);
  const whole = h("div", { class: "section-findings" });
  /** @type {{destroy(): void}[]} */
  const parts = [];
  const slot = (/** @type {string} */ name, /** @type {(host: HTMLElement) => {destroy(): void}} */ mount) => {
    const place = h("div", { class: "slot" });
    const frame = h("section", { class: "section-slot", "aria-label": `${section.title || "前言"}：${name}` });
    if (section.table) {
      frame.append(h("h3", { class: "slot-name" }, name));
    }
    frame.append(place);
    host.append(frame);
    parts.push(mount(place));
  };

  parts.push(mountTitle(host, context, key));
  host.append(whole);
  slot(section.table ? "表前文字" : "正文", (place) => mountProse(place, context, section.body.key || `${key}.body`));
  if (section.table) {
    slot("表格", (place) => mountTable(place, context, key));
    slot("表后说明", (place) => mountProse(place, context, `${key}.note`));
  }

  // What concerns the section as a whole stands at its end, so that nothing moves when it comes or goes.
  host.append(whole);
  let drawn = "";
  const tell = () => {
    const here = findings.open().filter((one) => one.section === key && isWhole(one.key, key));
    const state = JSON.stringify(here);
    if (state !== drawn) {
      drawn = state;
      refill(whole, ...here.map((one) => findings.element(one)));
    }
  };
  const end = findings.onChange(tell);
  tell();
  return {
    destroy() {
      end();
      parts.forEach((part) => part.destroy());
      refill(host);
    },
  };
}

/**
 * Whether a finding of a section is about no field of it.
 * @param {string | null} found
 * @param {string} key
 */
function isWhole(found, key) {
  return found === null || found === key || found === `${key}.title`;
}
