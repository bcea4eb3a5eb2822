// A section's title: read as a heading, changed in place, put back to the form's own. Takes a section's key; sends
// edits of its label.

import { h, refill } from "../dom.js";

/** @typedef {import("../types.js").Section} Section */

/**
 * @param {HTMLElement} host
 * @param {import("../context.js").Context} context
 * @param {string} key
 * @returns {{destroy(): void}}
 */
export function mountTitle(host, { store, server, focus }, key) {
  const label = `${key}.title`;
  const heading = h("h2", { class: "section-title", id: `title-${key}` });
  const tools = h("div", { class: "section-title-tools" });
  const field = h("input", {
    class: "section-title-field",
    type: "text",
    "aria-label": "这一部分的标题",
    hidden: true,
  });
  host.append(h("div", { class: "section-head" }, heading, field, tools));
  const change = h("button", { type: "button", class: "button small", onclick: () => edit() }, "改标题");
  const back = h("button", { type: "button", class: "button small", onclick: () => send(null) }, "恢复规定标题");
  if (key !== "preface") {
    tools.append(change, back);
  }
  let drawn = "";

  const draw = () => {
    /** @type {Section} */
    const section = store.part(`section:${key}`);
    const state = `${section.number}|${section.title}|${section.title_own}`;
    if (state === drawn || !field.hidden) {
      return;
    }
    drawn = state;
    refill(
      heading,
      section.number === "" ? null : h("span", { class: "section-number" }, `${section.number}、`),
      section.title || "前言",
    );
    change.setAttribute("aria-label", `改标题：${section.title}`);
    const isLeft = !section.title_own && document.activeElement === back;
    back.hidden = !section.title_own;
    if (isLeft) {
      change.focus();
    }
  };
  const edit = () => {
    field.value = store.part(`section:${key}`).title;
    field.hidden = false;
    // Still a heading to readers of the screen.
    heading.classList.add("heard");
    tools.hidden = true;
    field.focus();
    field.select();
    focus.at({ key: label });
  };
  const close = () => {
    field.hidden = true;
    heading.classList.remove("heard");
    tools.hidden = false;
    draw();
  };
  const send = (/** @type {string | null} */ text) => server.edit([{ do: "label", key: label, text }]);
  const keep = () => {
    const text = field.value.trim();
    const was = store.part(`section:${key}`).title;
    if (!field.hidden && text !== was) {
      send(text === "" ? null : text);
    }
    close();
  };
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || (event.key !== "Enter" && event.key !== "Escape")) {
      return;
    }
    event.preventDefault();
    if (event.key === "Escape") {
      field.value = store.part(`section:${key}`).title;
    }
    keep();
    change.focus();
  });
  field.addEventListener("blur", keep);
  focus.guide(label, () => {
    edit();
    host.scrollIntoView({ block: "start" });
  });
  const end = store.on(`section:${key}`, draw);
  draw();
  return { destroy: end };
}
