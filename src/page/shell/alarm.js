// The loudest thing on the page: it cannot be saved, or the program is gone. Takes the part "saving" and what the
// events tell; offers a copy to take away and another try.

import { clock } from "./clock.js";
import { h, refill } from "../dom.js";
import { takeAway } from "./takeaway.js";

/**
 * @typedef {{element: HTMLElement, lost: (again: () => void) => void, found: () => void, ended: (again: () =>
 *   void) => void}} Alarm
 */

/**
 * @param {import("../context.js").Context} context
 * @returns {Alarm}
 */
export function mountAlarm(context) {
  const { store, server } = context;
  const element = h("div", { class: "alarm", role: "alert", hidden: true });
  /** @type {"lost" | "ended" | null} */
  let gone = null;
  let again = () => {};
  const show = (/** @type {string} */ title, /** @type {string} */ text, /** @type {() => void} */ retry) => {
    element.hidden = false;
    element.classList.remove("calm");
    refill(
      element,
      h("strong", {}, title),
      h("span", { class: "alarm-text" }, text),
      h("button", { type: "button", class: "button", onclick: () => takeAway(context) }, "取走一份副本"),
      h("button", { type: "button", class: "button", onclick: retry }, "再试一次"),
    );
  };
  const tell = () => {
    const saving = store.part("saving");
    const unsent = server.unanswered().length;
    const left = unsent > 0 ? `有 ${unsent} 处改动还没有保存，请先取走一份副本，不要关闭本页。` : "";
    if (gone === "ended" && unsent === 0 && saving && saving.state === "saved") {
      show("程序已经结束。", `内容都已保存（${clock(saving.at)}）。要接着填写，请重新打开年度报告文件。`, again);
      element.classList.add("calm");
    } else if (gone !== null) {
      show("程序没有回应，现在的改动保存不了！", `${left}请重新打开年度报告文件，或者再试一次。`, again);
    } else if (saving && saving.state === "failed") {
      show("没有保存！", `${saving.message || "文件写不进去。"}${left}`, () => retrySaving(context));
    } else {
      element.hidden = true;
      refill(element);
    }
  };
  store.on("saving", tell);
  store.on("lost", () => {
    if (gone === null) {
      gone = "lost";
      tell();
    }
  });
  return {
    element,
    lost: (retry) => {
      again = retry;
      gone = gone || "lost";
      tell();
    },
    ended: (retry) => {
      again = retry;
      gone = "ended";
      tell();
    },
    found: () => {
      gone = null;
      tell();
    },
  };
}

/**
 * Asks for another try at saving.
 * @param {import("../context.js").Context} context
 */
async function retrySaving({ server, dialogs }) {
  try {
    await server.update("/api/save", {});
  } catch (error) {
    dialogs.notice(error instanceof Error ? error.message : "还是没有保存。");
  }
}
