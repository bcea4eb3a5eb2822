// A text that most reports do not have: a button as long as it is empty, so that the table stands at the top. Takes
// the text's key; shows the text once there is one, or one is wanted.

import { h, refill } from "../dom.js";
import { mountProse } from "../prose/mount.js";

/**
 * @param {HTMLElement} host
 * @param {import("../context.js").Context} context
 * @param {string} key such as `applications.note`
 * @param {string} name
 * @returns {{destroy(): void}}
 */
export function mountOption(host, context, key, name) {
  const { store, focus, findings } = context;
  const [part, field] = key.split(".");
  /** @type {{destroy(): void} | null} */
  let prose = null;
  const show = () => {
    if (prose === null) {
      const place = h("div", {});
      refill(host, h("h3", { class: "slot-name" }, name), place);
      prose = mountProse(place, context, key);
    }
  };
  const look = () => {
    const section = store.part(`section:${part}`);
    const text = section && section[field];
    if ((text && text.pieces.length > 0) || findings.under(key).length > 0) {
      show();
    }
  };
  // The text's own guide takes the place of this one.
  focus.guide(key, (place) => {
    show();
    focus.go(place);
  });
  const want = () => {
    show();
    focus.go({ key, piece: 0 });
  };
  host.append(h("button", { type: "button", class: "button small option", onclick: want }, `添加${name}`));
  const ends = [store.on(`section:${part}`, look), findings.onChange(look)];
  look();
  return {
    destroy() {
      ends.forEach((end) => end());
      if (prose) {
        prose.destroy();
      }
    },
  };
}
