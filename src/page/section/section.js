// A section of the report: its title, the text before its table, the table, the text behind it, and what was found
// about it as a whole. Takes the section's key; gives what takes it away. Texts and tables are others' work.

import { h, refill } from "../dom.js";
import { mountProse } from "../prose/mount.js";
import { mountTable } from "../table/mount.js";
import { mountOption } from "./option.js";
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
  const title = section.title || "前言";
  const frame = (/** @type {string} */ name) => {
    const place = h("section", { class: "section-slot", "aria-label": `${title}：${name}` });
    host.append(place);
    return place;
  };

  const parts = [mountTitle(host, context, key)];
  if (section.table) {
    parts.push(mountOption(frame("表前文字"), context, `${key}.body`, "表前文字"));
    parts.push(mountTable(frame("表格"), context, key));
    parts.push(mountOption(frame("表后说明"), context, `${key}.note`, "表后说明"));
  } else {
    parts.push(mountProse(frame("正文"), context, `${key}.body`));
  }

  // What concerns the section as a whole stands at its end, so that nothing moves when it comes or goes.
  const whole = h("div", { class: "section-findings" });
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
