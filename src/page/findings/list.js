// The list of all findings: errors first, those that were accepted folded away. Takes the findings; leads to their
// places. Drawn only while it is open.

import { h, refill } from "../dom.js";
import { counts } from "./words.js";

/** @typedef {import("../types.js").Finding} Finding */

export class FindingsList {
  /** @param {import("../context.js").Context} context */
  constructor({ findings }) {
    this.findings = findings;
    this.body = h("div", { class: "finding-list" });
    this.summary = h("p", { class: "panel-summary" });
    const close = h(
      "button",
      { type: "button", class: "quiet", "aria-label": "关闭核对清单", onclick: () => this.close() },
      "✕",
    );
    this.title = h("h2", { class: "panel-title", tabIndex: -1, id: "findings-title" }, "核对");
    this.element = h(
      "section",
      { class: "panel", "aria-labelledby": "findings-title", hidden: true },
      h("div", { class: "panel-head" }, this.title, close),
      this.summary,
      this.body,
    );
    /** @type {Element | null} */
    this.before = null;
    this.isFolded = true;
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        event.preventDefault();
        this.close();
      }
    });
    findings.onChange(() => {
      if (!this.element.hidden) {
        this.draw();
      }
    });
  }

  /** Opens the list at the first of a kind, or closes it. @param {"error" | "warning"} [only] */
  toggle(only) {
    if (!this.element.hidden) {
      this.close();
      return;
    }
    this.before = document.activeElement;
    this.element.hidden = false;
    this.draw();
    this.title.focus();
    const first = only && this.body.querySelector(`.finding-${only}`);
    if (first) {
      first.scrollIntoView({ block: "nearest" });
    }
  }

  close() {
    this.element.hidden = true;
    refill(this.body);
    if (this.before instanceof HTMLElement && this.before.isConnected) {
      this.before.focus();
    }
  }

  draw() {
    const open = this.findings.open();
    const accepted = this.findings.all().filter((one) => one.accepted !== null);
    this.summary.textContent = summary(open);
    const hadFocus = this.body.contains(document.activeElement);
    const top = this.body.scrollTop;
    refill(this.body, ...open.map((one) => this.one(one)), accepted.length === 0 ? null : this.folded(accepted));
    this.body.scrollTop = top;
    if (hadFocus) {
      this.title.focus();
    }
  }

  /** @param {Finding} finding */
  one(finding) {
    return this.findings.element(finding, { place: true });
  }

  /** @param {Finding[]} accepted */
  folded(accepted) {
    const list = h(
      "details",
      { class: "folded", open: !this.isFolded },
      h("summary", {}, `已核实 ${accepted.length} 处`),
      ...accepted.map((one) => this.one(one)),
    );
    list.addEventListener("toggle", () => {
      this.isFolded = !list.open;
    });
    return list;
  }
}

/** @param {Finding[]} open */
function summary(open) {
  const { errors, warnings, notes } = counts(open);
  if (open.length === 0) {
    return "没有要核对的，可以生成报告。";
  }
  const rest = [warnings > 0 ? `${warnings} 处提醒` : "", notes > 0 ? `${notes} 处说明` : ""].filter(
    (one) => one !== "",
  );
  const other = rest.length === 0 ? "" : `${rest.join("、")}，不妨碍生成。`;
  return errors === 0 ? other : `${errors} 处错误，改正以前不能生成报告。${other}`;
}
