// What stands below a table: which cell is active, the sum of what is selected, what can be done, and the findings.
// Always of the same height. Takes a cell and its findings. Knows nothing of how cells are edited.

import { h, refill } from "../dom.js";

/** @typedef {import("./types.js").Action} Action */
/** @typedef {import("./types.js").Finding} Finding */
/** @typedef {import("./types.js").FindingsOf} FindingsOf */

/** @typedef {"own" | "related" | "near" | "table" | "none"} Whose */

/** @type {{[whose in Whose]: string}} */
const WHOSE = {
  own: "这一格的核对结果",
  related: "与这一格有关的核对结果",
  near: "同一行、同一列的核对结果",
  table: "全表的核对结果",
  none: "",
};

const WORDS = { error: "错误", warning: "提醒", note: "提示" };

export class Foot {
  /**
   * @param {string} id
   * @param {string} title of the table
   * @param {FindingsOf} findings
   */
  constructor(id, title, findings) {
    this.findings = findings;
    this.where = h("span", { class: "table-where" });
    this.sum = h("span", { class: "table-sum" });
    this.actions = h("span", { class: "table-actions" });
    this.whose = h("span", { class: "table-whose" });
    this.list = h("div", { class: "table-findings", role: "group", "aria-label": `${title} 核对结果` });
    /** What is said with the active cell. */
    this.said = h("span", { class: "table-said", id: `${id}-said`, hidden: true });
    const status = h("div", { class: "table-status" }, this.where, this.sum, this.whose, this.actions);
    this.element = h("div", { class: "table-foot" }, status, this.list, this.said);
    this.shownFindings = "";
    this.shownActions = "";
  }

  /** Has it stand at the very bottom of what scrolls, whatever room is left below the text there. */
  stick() {
    /** @type {Element | null} */
    let around = this.element.parentElement;
    while (around && !/auto|scroll/.test(getComputedStyle(around).overflowY)) {
      around = around.parentElement;
    }
    const below = around ? getComputedStyle(around).paddingBottom : "0px";
    this.element.style.setProperty("--table-below", below);
  }

  /**
   * @param {string} where
   * @param {string} sum
   */
  status(where, sum) {
    this.where.textContent = where;
    this.sum.textContent = sum;
  }

  /**
   * @param {Whose} whose
   * @param {Finding[]} findings
   */
  showFindings(whose, findings) {
    const now = JSON.stringify([whose, findings]);
    if (now === this.shownFindings) {
      return;
    }
    this.shownFindings = now;
    this.whose.textContent = WHOSE[whose];
    this.element.classList.toggle("has-findings", findings.length > 0);
    this.list.scrollTop = 0;
    refill(this.list, ...findings.map((one) => this.findings.element(one)));
    const own = whose === "own" || whose === "related" ? findings : [];
    this.said.textContent = own.map((one) => `${WORDS[one.severity]}：${one.message}`).join(" ");
  }

  /** @param {Action[]} actions */
  showActions(actions) {
    const shown = actions.filter((one) => one.onBar);
    const now = shown.map((one) => one.label).join("\n");
    this.current = shown;
    if (now === this.shownActions) {
      return;
    }
    this.shownActions = now;
    const buttons = shown.map((one, at) =>
      h("button", { type: "button", class: "table-action", onclick: () => this.run(at) }, one.label),
    );
    refill(this.actions, ...buttons);
  }

  /** @param {number} at */
  run(at) {
    const action = this.current && this.current[at];
    if (action) {
      action.run();
    }
  }
}
