// A finding as it is shown: what it is, one sentence, and the ways out. Takes a finding; gives an element.

import { h } from "../dom.js";
import { placeName, SIGNS, WORDS } from "./words.js";

/** @typedef {import("../types.js").Finding} Finding */

/**
 * @param {Finding} finding
 * @param {import("./findings.js").Findings} findings
 * @param {{place?: boolean}} how
 * @returns {HTMLElement}
 */
export function element(finding, findings, how) {
  const { store, focus } = findings.context;
  const { key, piece } = finding;
  const where = placeName(store, key);
  const go = () => key !== null && focus.go({ key, piece });
  const place =
    how.place && key !== null ? h("button", { type: "button", class: "link finding-place", onclick: go }, where) : null;
  const kind = finding.accepted === null ? finding.severity : "accepted";
  return h(
    "div",
    {
      class: `finding finding-${kind}`,
      role: "group",
      "aria-label": `${WORDS[finding.severity]}，${where}`,
      "data-id": finding.id,
    },
    h(
      "span",
      { class: "finding-sign", "aria-hidden": "true" },
      finding.accepted === null ? SIGNS[finding.severity] : "✓",
    ),
    h(
      "div",
      { class: "finding-text" },
      h(
        "p",
        { class: "finding-line" },
        place,
        h("span", { class: "finding-word" }, finding.accepted === null ? WORDS[finding.severity] : "已核实"),
        finding.message,
      ),
      finding.accepted === null ? null : h("p", { class: "finding-help" }, `理由：${finding.accepted}`),
      finding.help && finding.accepted === null ? h("p", { class: "finding-help" }, finding.help) : null,
      ways(finding, findings, where),
      related(finding, findings),
    ),
  );
}

/**
 * @param {Finding} finding
 * @param {import("./findings.js").Findings} findings
 * @returns {HTMLElement | null}
 */
function related(finding, findings) {
  const { store, focus } = findings.context;
  if (finding.related.length === 0) {
    return null;
  }
  const list = h("ul", { class: "finding-related" });
  for (const one of finding.related) {
    const key = one.key;
    const link =
      key === null
        ? null
        : h("button", { type: "button", class: "link", onclick: () => focus.go({ key }) }, placeName(store, key));
    const words = link ? valueOf(one.message) : one.message;
    list.append(h("li", {}, link, link && words ? " " : null, words));
  }
  return list;
}

/** What a place holds, without its name, which the link has. @param {string} message */
function valueOf(message) {
  const found = /^[一二三四五六][ （].*：([^：]{1,12})$/.exec(message);
  return found ? found[1] : message;
}

/**
 * @param {Finding} finding
 * @param {import("./findings.js").Findings} findings
 * @param {string} where
 * @returns {HTMLElement}
 */
function ways(finding, findings, where) {
  const way = (/** @type {string} */ label, /** @type {() => any} */ act) =>
    h(
      "button",
      { type: "button", class: "button small", onclick: act, "aria-label": `${label.replace("…", "")}：${where}` },
      label,
    );
  const row = h("div", { class: "finding-ways" });
  if (finding.accepted !== null) {
    row.append(way("不再算已核实", () => findings.withdraw(finding)));
  } else {
    if (finding.fixable) {
      row.append(way("改正", () => findings.fix(finding)));
    }
    if (finding.acceptable) {
      row.append(way("已核实，理由…", () => findings.accept(finding)));
    }
  }
  row.append(way("为什么", () => findings.explain(finding)));
  if (finding.severity === "error" && finding.accepted === null) {
    row.append(h("span", { class: "finding-bar" }, "改正以前不能生成报告"));
  }
  return row;
}
