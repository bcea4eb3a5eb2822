// Questions that wait for an answer, and notices that do not. Takes a title, an element and buttons; gives the value
// of the button pressed, `null` if the question was put aside. Knows nothing of what is asked.

import { h } from "../dom.js";

/**
 * @typedef {{label: string, value: any, primary?: boolean, danger?: boolean, stays?: () => boolean}} Button
 *   `stays`: asked before closing
 */
/** @typedef {{veil: HTMLElement, settle: (value: any) => void, before: Element | null}} Open */

const REACHABLE = [
  "a[href]",
  "button:not([disabled])",
  "input:not([disabled])",
  "select:not([disabled])",
  "textarea:not([disabled])",
  "summary",
  '[tabindex="0"]',
  '[contenteditable="true"]',
].join(", ");
const NOTICE_MS = 6000;

export class Dialogs {
  constructor() {
    /** @type {Open[]} */
    this.stack = [];
    this.count = 0;
    this.notices = h("div", { class: "notices", role: "status", "aria-live": "polite" });
    document.body.append(this.notices);
    // The focus may have been taken out of the dialog, by a script or by a click on the veil.
    document.addEventListener("keydown", (event) => {
      const top = this.stack[this.stack.length - 1];
      const isOutside = top && event.target instanceof Node && !top.veil.contains(event.target);
      if (isOutside && !this.notices.contains(/** @type {Node} */ (event.target))) {
        event.stopPropagation();
        this.press(top, /** @type {HTMLElement} */ (top.veil.firstElementChild), event);
      }
    });
  }

  /**
   * Shows an element under a title, with buttons below, and waits for one of them. Without buttons there is one that
   * closes.
   * @param {string} title
   * @param {Element} content
   * @param {Button[]} [buttons]
   * @param {{wide?: boolean, loud?: boolean, first?: HTMLElement | null}} [how] `first` gets the focus
   * @returns {Promise<any>}
   */
  open(title, content, buttons = [{ label: "关闭", value: null }], how = {}) {
    return new Promise((resolve) => {
      this.count += 1;
      const id = `dialog-${this.count}`;
      const row = h("div", { class: "dialog-buttons" });
      const kind = `dialog${how.wide ? " dialog-wide" : ""}${how.loud ? " dialog-loud" : ""}`;
      const body = h("div", { class: "dialog-body" }, content);
      const role = how.loud ? "alertdialog" : "dialog";
      const box = h(
        "div",
        { class: kind, role, "aria-modal": "true", "aria-labelledby": id, tabIndex: -1 },
        h("h2", { class: "dialog-title", id }, title),
        body,
        row,
      );
      const veil = h("div", { class: "veil" }, box);
      /** @type {Open} */
      const open = { veil, settle: resolve, before: document.activeElement };
      for (const button of buttons) {
        const act = () => {
          if (!button.stays || !button.stays()) {
            this.end(open, button.value);
          }
        };
        const look = button.primary ? "button primary" : button.danger ? "button danger" : "button";
        row.append(h("button", { type: "button", class: look, onclick: act }, button.label));
      }
      veil.addEventListener("keydown", (event) => {
        event.stopPropagation();
        this.press(open, box, event);
      });
      this.stack.push(open);
      document.body.append(veil);
      this.hideRest();
      const first = how.first || /** @type {HTMLElement | null} */ (row.querySelector(".primary")) || box;
      first.focus();
      // What does not fit is scrolled by the keyboard too.
      if (body.scrollHeight > body.clientHeight + 1) {
        body.tabIndex = 0;
      }
    });
  }

  /**
   * Closes the uppermost dialog, from within it.
   * @param {any} [value]
   */
  close(value = null) {
    const open = this.stack[this.stack.length - 1];
    if (open) {
      this.end(open, value);
    }
  }

  isOpen() {
    return this.stack.length > 0;
  }

  /**
   * Asks a question that is answered with yes or no.
   * @param {string} title
   * @param {string} text
   * @param {string} [yes] the word on the button
   * @returns {Promise<boolean>}
   */
  async confirm(title, text, yes = "确定") {
    const buttons = [
      { label: "取消", value: false },
      { label: yes, value: true, primary: true },
    ];
    return (await this.open(title, h("p", {}, text), buttons)) === true;
  }

  /**
   * Asks for a line of text; `null` if none is given.
   * @param {string} title
   * @param {{label: string, text?: string, value?: string, yes?: string}} question
   * @returns {Promise<string | null>}
   */
  async line(title, question) {
    const field = h("textarea", { class: "field", rows: 2, value: question.value || "", "aria-label": question.label });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.isComposing && field.value.trim() !== "") {
        event.preventDefault();
        this.close(true);
      }
    });
    const content = h(
      "div",
      {},
      question.text ? h("p", {}, question.text) : null,
      h("label", { class: "stack" }, question.label, field),
    );
    const buttons = [
      { label: "取消", value: null },
      {
        label: question.yes || "确定",
        value: true,
        primary: true,
        stays: () => {
          const isEmpty = field.value.trim() === "";
          if (isEmpty) {
            field.focus();
          }
          return isEmpty;
        },
      },
    ];
    const answer = await this.open(title, content, buttons, { first: field });
    return answer === true ? field.value.trim().replace(/\s*\n\s*/g, "") : null;
  }

  /**
   * Says something once, without a question. It goes by itself.
   * @param {string} text
   */
  notice(text) {
    const close = h("button", { type: "button", class: "quiet", "aria-label": "关闭这条提示" }, "✕");
    const line = h("div", { class: "notice" }, h("span", {}, text), close);
    const timer = setTimeout(() => line.remove(), NOTICE_MS + text.length * 60);
    close.addEventListener("click", () => {
      clearTimeout(timer);
      line.remove();
    });
    this.notices.append(line);
    while (this.notices.childElementCount > 3 && this.notices.firstChild) {
      this.notices.firstChild.remove();
    }
  }

  /**
   * @param {Open} open
   * @param {any} value
   */
  end(open, value) {
    const index = this.stack.indexOf(open);
    if (index < 0) {
      return;
    }
    this.stack.splice(index, 1);
    open.veil.remove();
    this.hideRest();
    if (open.before instanceof HTMLElement && open.before.isConnected) {
      open.before.focus();
    }
    open.settle(value);
  }

  /** Readers of the screen are kept to the uppermost dialog. */
  hideRest() {
    const top = this.stack[this.stack.length - 1];
    for (const child of Array.from(document.body.children)) {
      const isShown = !top || child === top.veil || child === this.notices;
      if (isShown) {
        child.removeAttribute("aria-hidden");
      } else {
        child.setAttribute("aria-hidden", "true");
      }
    }
  }

  /**
   * @param {Open} open
   * @param {HTMLElement} box
   * @param {KeyboardEvent} event
   */
  press(open, box, event) {
    if (event.key === "Escape" && !event.isComposing) {
      event.preventDefault();
      this.end(open, null);
      return;
    }
    if (event.key !== "Tab") {
      return;
    }
    const stops = /** @type {HTMLElement[]} */ (Array.from(box.querySelectorAll(REACHABLE))).filter(
      (stop) => stop.offsetParent !== null,
    );
    const first = stops[0];
    const last = stops[stops.length - 1];
    if (!first) {
      event.preventDefault();
    } else if (!box.contains(document.activeElement)) {
      event.preventDefault();
      first.focus();
    } else if (event.shiftKey && (document.activeElement === first || document.activeElement === box)) {
      event.preventDefault();
      last.focus();
    } else if (!event.shiftKey && document.activeElement === last) {
      event.preventDefault();
      first.focus();
    }
  }
}
