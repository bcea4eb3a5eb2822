// Makes elements. Text goes in as text, never as markup.

/**
 * An element with properties and children. `class`, `aria-*`, `data-*` and `role` are attributes, `on*` listeners; the
 * rest are properties. Children that are `null` or `false` are left out.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {{[name: string]: any}} [properties]
 * @param {...(Node | string | null | false | undefined)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const name of Object.keys(properties)) {
    const value = properties[name];
    if (value === undefined || value === null) {
      continue;
    }
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (name === "class" || name === "role" || name === "for" || /^(aria|data)-/.test(name)) {
      element.setAttribute(name, String(value));
    } else {
      /** @type {any} */ (element)[name] = value;
    }
  }
  fill(element, children);
  return element;
}

/**
 * Puts children at the end of an element.
 * @param {Element} element
 * @param {(Node | string | null | false | undefined)[]} children
 */
export function fill(element, children) {
  for (const child of children) {
    if (child !== null && child !== false && child !== undefined) {
      element.append(child);
    }
  }
}

/**
 * Takes all children out and puts others in.
 * @param {Element} element
 * @param {...(Node | string | null | false | undefined)} children
 */
export function refill(element, ...children) {
  element.textContent = "";
  fill(element, children);
}
