// A menu at a place on the screen. Takes actions and a place, does what is chosen. Knows nothing of tables.

import { h } from "../dom.js";

/** @typedef {import("./types.js").Action} Action */

/**
 * Opens a menu; gives what closes it.
 * @param {HTMLElement} host
 * @param {string} name
 * @param {Action[]} actions
 * @param {{x: number, y: number}} at
 * @param {() => void} onClose
 * @returns {() => void}
 */
export function openMenu(host, name, actions, at, onClose) {
  const items = actions.map((action) =>
    h(
      "div",
      { class: "table-menu-item", role: "menuitem", tabIndex: -1, onclick: () => choose(action) },
      h("span", {}, action.label),
      action.keys ? h("span", { class: "table-menu-keys", "aria-hidden": "true" }, action.keys) : null,
    ),
  );
  const menu = h("div", { class: "table-menu", role: "menu", "aria-label": name }, ...items);
  let isOpen = true;

  const close = () => {
    if (isOpen) {
      isOpen = false;
      document.removeEventListener("mousedown", outside, true);
      window.removeEventListener("blur", close);
      menu.remove();
      onClose();
    }
  };
  /** @param {Action} action */
  const choose = (action) => {
    close();
    action.run();
  };
  /** @param {MouseEvent} event */
  const outside = (event) => {
    if (!(event.target instanceof Node && menu.contains(event.target))) {
      close();
    }
  };
  menu.addEventListener("keydown", (event) => {
    const now = items.findIndex((item) => item === document.activeElement);
    const to = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: items.length - 1 }[event.key];
    event.stopPropagation();
    if (to !== undefined) {
      items[(to + items.length) % items.length].focus();
    } else if (event.key === "Enter" || event.key === " ") {
      choose(actions[now]);
    } else if (event.key === "Escape" || event.key === "Tab") {
      close();
    } else {
      return;
    }
    event.preventDefault();
  });
  menu.addEventListener("contextmenu", (event) => event.preventDefault());
  document.addEventListener("mousedown", outside, true);
  window.addEventListener("blur", close);
  host.append(menu);
  menu.style.left = `${Math.max(4, Math.min(at.x, window.innerWidth - menu.offsetWidth - 4))}px`;
  menu.style.top = `${Math.max(4, Math.min(at.y, window.innerHeight - menu.offsetHeight - 4))}px`;
  if (items[0]) {
    items[0].focus();
  }
  return close;
}
