// Puts the table of a section on the page, as it is printed and as it is edited. Takes what the program tells of the
// section and its findings; gives edits. Knows nothing of the section's text.

import { h, refill } from "../dom.js";
import { followClipboard } from "./clipboard.js";
import { followKeys } from "./keys.js";
import { openMenu } from "./menu.js";
import { followMouse } from "./mouse.js";
import { actionsFor } from "./rows.js";
import { keyOf, Sheet } from "./sheet.js";

/** @typedef {import("./types.js").TableContext} TableContext */
/** @typedef {import("../types.js").Section} Section */

let count = 0;

/**
 * Shows the table of a section in an element, and follows it. Shows nothing as long as the section has none.
 * @param {HTMLElement} host
 * @param {TableContext} context
 * @param {string} sectionKey such as `applications`
 * @returns {{destroy: () => void}}
 */
export function mountTable(host, context, sectionKey) {
  const { store, focus, findings } = context;
  const part = `section:${sectionKey}`;
  count += 1;
  const id = `table-${sectionKey}-${count}`;
  /** @type {{sheet: Sheet, end: () => void} | null} */
  let open = null;
  let isAlive = true;

  /** @param {Section | undefined} section */
  const update = (section) => {
    if (!section || !section.table) {
      return;
    }
    if (!open) {
      open = show(host, context, id, section);
      return;
    }
    const { sheet } = open;
    sheet.view.name(titleOf(section));
    sheet.goToChanged(sheet.update(section.table));
  };
  const ends = [
    store.on(part, update),
    store.on("answered", () => open && open.sheet.edits.answered()),
  ];
  const stop = findings.onChange(() => isAlive && open && open.sheet.marks());
  /** @param {import("../types.js").Place} place */
  const lead = (place) => open && open.sheet.goTo(place.key);
  focus.guide(sectionKey, lead);
  update(store.part(part));

  return {
    destroy() {
      isAlive = false;
      ends.forEach((end) => end());
      if (typeof stop === "function") {
        stop();
      }
      if (focus.guides[sectionKey] === lead) {
        delete focus.guides[sectionKey];
      }
      if (open) {
        open.end();
      }
    },
  };
}

/** @param {Section} section */
function titleOf(section) {
  return section.number === "" ? section.title : `${section.number}、${section.title}`;
}

/**
 * @param {HTMLElement} host
 * @param {TableContext} context
 * @param {string} id
 * @param {Section} section
 */
function show(host, context, id, section) {
  const table = /** @type {import("./types.js").Table} */ (section.table);
  const sheet = new Sheet(context, id, table, titleOf(section));
  const { view, frame, foot } = sheet;
  sheet.actions = () => actionsFor(sheet);
  sheet.say();
  const element = h("div", { class: "table-official" }, frame.element, foot.element);
  refill(host, element);

  let closeMenu = () => {};
  /** @param {{x: number, y: number}} [at] */
  const menu = (at) => {
    const actions = actionsFor(sheet);
    const box = view.of(sheet.active).getBoundingClientRect();
    if (actions.length > 0) {
      const place = at || { x: box.left, y: box.bottom };
      closeMenu = openMenu(element, sheet.nameOf(sheet.active), actions, place, () => sheet.focus());
    }
  };
  followKeys(sheet, menu);
  const endMouse = followMouse(sheet, menu);
  const endClipboard = followClipboard(sheet);
  element.addEventListener("focusin", (event) => {
    if (!element.classList.contains("has-focus")) {
      element.classList.add("has-focus");
      foot.stick();
    }
    const cell = view.cellAt(event.target);
    const key = cell && keyOf(cell);
    if (key !== undefined && (!context.focus.place || context.focus.place.key !== key)) {
      context.focus.at({ key });
    }
  });
  element.addEventListener("focusout", (event) => {
    if (!(event.relatedTarget instanceof Node && element.contains(event.relatedTarget))) {
      element.classList.remove("has-focus");
    }
  });
  return {
    sheet,
    end() {
      closeMenu();
      endMouse();
      endClipboard();
      frame.destroy();
      element.remove();
    },
  };
}
