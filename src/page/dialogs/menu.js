// A menu under a button. Takes what it offers at the moment it is opened; does what is chosen. Knows nothing of what
// that is.

import { h } from "../dom.js";

/**
 * @typedef {{label: string, act: () => void, checked?: boolean, hint?: string, kind?: "check" | "radio", stays?:
 *   boolean} | "-"} Item
 */

let count = 0;

/**
 * A button that opens a menu.
 * @param {string} label
 * @param {() => Item[]} items
 * @param {{class?: string, name?: string}} [look] `name`: what a screen reader says instead of the label
 * @returns {HTMLElement}
 */
export function menuButton(label, items, look = {}) {
  count += 1;
  const id = `menu-${count}`;
  const button = h(
    "button",
    {
      type: "button",
      class: look.class || "button",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      "aria-controls": id,
      "aria-label": look.name,
    },
    label,
  );
  const list = h("div", {
    class: "menu",
    role: "menu",
    id,
    hidden: true,
    "aria-label": look.name || label.replace(/\s*▾$/, ""),
  });
  const host = h("div", { class: "menu-host" }, button, list);

  const close = (/** @type {boolean} */ back) => {
    list.hidden = true;
    list.textContent = "";
    button.setAttribute("aria-expanded", "false");
    document.removeEventListener("mousedown", outside, true);
    if (back) {
      button.focus();
    }
  };
  const outside = (/** @type {Event} */ event) => {
    if (event.target instanceof Node && !host.contains(event.target)) {
      close(false);
    }
  };
  const draw = () => {
    list.textContent = "";
    for (const item of items()) {
      list.append(item === "-" ? h("div", { role: "separator", class: "menu-line" }) : entry(item));
    }
  };
  const entry = (/** @type {Exclude<Item, "-">} */ item) => {
    const role = item.kind === "radio" ? "menuitemradio" : item.kind === "check" ? "menuitemcheckbox" : "menuitem";
    const checked = item.kind ? String(item.checked === true) : undefined;
    const act = () => {
      if (item.stays) {
        const place = Array.from(list.children).indexOf(one);
        item.act();
        draw();
        /** @type {HTMLElement} */ (list.children[place]).focus();
      } else {
        close(true);
        item.act();
      }
    };
    const one = h(
      "button",
      { type: "button", class: "menu-item", role, tabIndex: -1, "aria-checked": checked, onclick: act },
      h("span", { class: "menu-sign", "aria-hidden": "true" }, item.checked ? "✓" : ""),
      h("span", {}, item.label),
      item.hint ? h("span", { class: "menu-hint" }, item.hint) : null,
    );
    return one;
  };
  const open = () => {
    draw();
    list.hidden = false;
    // A menu at the right edge opens to the left.
    list.style.left = "0";
    list.style.right = "auto";
    if (list.getBoundingClientRect().right > document.documentElement.clientWidth) {
      list.style.left = "auto";
      list.style.right = "0";
    }
    button.setAttribute("aria-expanded", "true");
    document.addEventListener("mousedown", outside, true);
    move(0);
  };
  const entries = () => /** @type {HTMLElement[]} */ (Array.from(list.querySelectorAll(".menu-item")));
  const move = (/** @type {number} */ to) => {
    const all = entries();
    if (all.length > 0) {
      all[(to + all.length) % all.length].focus();
    }
  };
  button.addEventListener("click", () => (list.hidden ? open() : close(false)));
  host.addEventListener("focusout", (event) => {
    if (!list.hidden && event.relatedTarget instanceof Node && !host.contains(event.relatedTarget)) {
      close(false);
    }
  });
  host.addEventListener("keydown", (event) => {
    const place = entries().indexOf(/** @type {HTMLElement} */ (document.activeElement));
    if (list.hidden) {
      if (event.key === "ArrowDown") {
        event.preventDefault();
        open();
      }
      return;
    }
    const moves = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: -1 };
    if (event.key in moves) {
      move(moves[/** @type {keyof typeof moves} */ (event.key)]);
    } else if (event.key === "Escape" || event.key === "Tab") {
      close(true);
    } else {
      return;
    }
    if (event.key !== "Tab") {
      event.preventDefault();
    }
    event.stopPropagation();
  });
  return host;
}
