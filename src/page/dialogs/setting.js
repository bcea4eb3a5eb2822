// One setting: its name, its field, what holds without it. Takes a key and what kind of value it has; sends the value
// as soon as it is given.

import { h, refill } from "../dom.js";

/**
 * @typedef {{needed?: boolean, back?: string, hint?: string}} Common needed: it cannot be left out; back: the
 *   word for leaving it out
 * @typedef {Common & ({kind: "text" | "lines" | "date"}
 *   | {kind: "number", least: number, most: number, step?: number, unit?: string}
 *   | {kind: "choice", none: string, choices: [string, string][]}
 *   | {kind: "flag", words: string})} Kind
 */

/**
 * @typedef {Object} Control
 * @property {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} field
 * @property {(value: any, effective: any) => void} put
 * @property {() => any} take gives `undefined` if what stands there is no value
 */

let count = 0;

/**
 * @param {import("../context.js").Context} context
 * @param {string} key
 * @param {string} name
 * @param {Kind} kind
 * @returns {{element: HTMLElement, draw: () => void, first: HTMLElement}}
 */
export function control({ store, server, findings }, key, name, kind) {
  count += 1;
  const id = `setting-${count}`;
  const { field, put, take } = fieldOf(kind, id, name);
  const word = kind.back || "恢复默认";
  const back = h("button", { type: "button", class: "button small", "aria-label": `${word}：${name}` }, word);
  const hint = h("p", { class: "setting-hint", id: `${id}-hint` });
  const found = h("div", { class: "setting-findings" });
  field.setAttribute("aria-describedby", `${id}-hint`);

  let drawn = "";
  let drawnFindings = "";
  const draw = () => {
    /** @type {import("../types.js").Setting} */
    const setting = (store.part("settings") || {})[key] || { value: null, effective: null };
    const state = JSON.stringify(setting);
    if (state !== drawn && !server.isPending(key)) {
      drawn = state;
      put(setting.value, setting.effective);
      back.style.visibility = setting.value === null || kind.needed ? "hidden" : "visible";
      hint.textContent = [kind.hint, without(kind, setting)].filter(Boolean).join("。");
    }
    const here = findings.of(key);
    const stateOf = JSON.stringify(here);
    if (stateOf !== drawnFindings) {
      drawnFindings = stateOf;
      refill(found, ...here.map((one) => findings.element(one)));
    }
  };
  const send = (/** @type {any} */ value) => {
    drawn = "";
    server.edit([{ do: "set", key, value }]).then(draw);
  };
  field.addEventListener("change", () => {
    const value = take();
    if (value === undefined || (value === null && kind.needed)) {
      drawn = "";
      draw();
    } else {
      send(value);
    }
  });
  back.addEventListener("click", () => {
    send(null);
    field.focus();
  });
  const unit = kind.kind === "number" && kind.unit ? h("span", { class: "setting-unit" }, kind.unit) : null;
  const label =
    kind.kind === "flag"
      ? h("label", { class: "setting-flag" }, field, h("span", {}, kind.words))
      : h("span", { class: "setting-field" }, field, unit);
  const title =
    kind.kind === "flag"
      ? h("span", { class: "setting-name" }, name)
      : h("label", { class: "setting-name", for: id }, name);
  const element = h("div", { class: "setting", "data-key": key }, title, label, back, hint, found);
  draw();
  return { element, draw, first: field };
}

/**
 * What a setting is if the file does not say it.
 * @param {Kind} kind
 * @param {import("../types.js").Setting} setting
 */
function without(kind, { value, effective }) {
  if (value !== null || effective === null || effective === undefined || kind.kind === "flag") {
    return "";
  }
  if (kind.kind === "choice") {
    const choice = kind.choices.find(([one]) => one === effective);
    return choice ? `现在按${choice[1]}` : "";
  }
  return Array.isArray(effective) || effective === "" ? "" : `现在是 ${effective}`;
}

/**
 * @param {Kind} kind
 * @param {string} id
 * @param {string} name
 * @returns {Control}
 */
function fieldOf(kind, id, name) {
  switch (kind.kind) {
    case "flag": {
      const field = h("input", { type: "checkbox", id, "aria-label": `${name}：${kind.words}` });
      return {
        field,
        put: (_, effective) => {
          field.checked = effective === true;
        },
        take: () => field.checked,
      };
    }
    case "choice": {
      const field = h("select", { class: "field", id }, h("option", { value: "" }, kind.none));
      kind.choices.forEach(([value, label]) => field.append(h("option", { value }, label)));
      return {
        field,
        put: (value) => {
          field.value = value === null ? "" : String(value);
        },
        take: () => (field.value === "" ? null : field.value),
      };
    }
    case "lines": {
      const field = h("textarea", { class: "field", id, rows: 2 });
      return {
        field,
        put: (value, effective) => {
          field.value = (value || []).join("\n");
          field.placeholder = (effective || []).join("\n");
        },
        take: () => {
          const lines = field.value
            .split("\n")
            .map((line) => line.trim())
            .filter((line) => line !== "");
          return lines.length === 0 ? null : lines;
        },
      };
    }
    case "number": {
      const { least, most, step } = kind;
      const field = h("input", {
        class: "field",
        type: "number",
        id,
        min: String(least),
        max: String(most),
        step: String(step || 1),
      });
      return {
        field,
        put: (value, effective) => {
          field.value = value === null ? "" : String(value);
          field.placeholder = effective === null || effective === undefined ? "" : String(effective);
        },
        take: () => {
          if (field.value === "") {
            return field.validity.badInput ? undefined : null;
          }
          return field.reportValidity() ? Number(field.value) : undefined;
        },
      };
    }
    default: {
      const field = h("input", { class: "field", type: kind.kind, id });
      return {
        field,
        put: (value, effective) => {
          field.value = value === null ? "" : String(value);
          field.placeholder = effective ? String(effective) : "";
        },
        take: () => (field.value.trim() === "" ? null : field.value.trim()),
      };
    }
  }
}
