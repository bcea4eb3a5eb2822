// A list of the figures that a text can call, to be searched. Takes the part "figures"; gives the one chosen.

import { h, refill } from "../dom.js";
import { choices } from "./names.js";

/** @typedef {import("../types.js").FigureChoice} FigureChoice */

const MOST = 60;

/**
 * @param {import("../store.js").Store} store
 * @param {(choice: FigureChoice) => void} onChoose
 * @returns {{element: HTMLElement, field: HTMLInputElement}}
 */
export function figureList(store, onChoose) {
  const field = h("input", {
    type: "search",
    class: "field",
    "aria-label": "找数字：写表、行、列的名称",
    placeholder: "如：新收 总计",
    autocomplete: "off",
  });
  const list = h("ul", { class: "prose-choices", "aria-label": "可用的数字" });
  const count = h("p", { class: "prose-small", role: "status" });
  const show = () => {
    const asked = field.value.split(/\s+/).filter((word) => word !== "");
    const found = choices(store).filter((one) => asked.every((word) => `${one.name} ${one.key}`.includes(word)));
    refill(
      list,
      ...found
        .slice(0, MOST)
        .map((one) =>
          h(
            "li",
            {},
            h(
              "button",
              { type: "button", class: "prose-choice", onclick: () => onChoose(one) },
              h("span", {}, one.name),
              h("span", { class: "prose-value" }, one.shown === "" ? "空白" : one.shown),
            ),
          ),
        ),
    );
    count.textContent =
      found.length > MOST
        ? `共${found.length}个，先列${MOST}个：再写几个字`
        : found.length === 0
          ? "没有这样的数字"
          : `共${found.length}个`;
  };
  field.addEventListener("input", show);
  field.addEventListener("keydown", (event) => {
    const first = /** @type {HTMLElement | null} */ (list.querySelector("button"));
    if (event.key === "ArrowDown" && first) {
      event.preventDefault();
      first.focus();
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      first?.click();
    }
  });
  list.addEventListener("keydown", (event) => {
    const item = document.activeElement && document.activeElement.closest("li");
    const next =
      item &&
      (event.key === "ArrowDown"
        ? item.nextElementSibling
        : event.key === "ArrowUp"
          ? item.previousElementSibling
          : null);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      /** @type {HTMLElement | null} */ (
        next ? next.querySelector("button") : event.key === "ArrowUp" ? field : null
      )?.focus();
    }
  });
  show();
  return { element: h("div", {}, field, count, list), field };
}
