// Keys that hold everywhere on the page. Takes key presses that no field has used; does what they stand for.

import { clock } from "./clock.js";
import { SECTIONS } from "../findings/words.js";

/**
 * @param {import("../context.js").Context} context
 * @param {import("./actions.js").Actions} actions
 * @param {() => string} current the section that is shown
 */
export function followKeys({ store, focus, findings, dialogs }, actions, current) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) {
      return;
    }
    const isField = isTyped(event.target);
    const isControl = (event.ctrlKey || event.metaKey) && !event.altKey;
    const key = event.key.toLowerCase();
    /** @type {(() => void) | null} */
    let act = null;
    if (event.key === "F1" || (event.key === "?" && !isField)) {
      act = actions.help;
    } else if (isControl && key === "s") {
      act = () => dialogs.notice(saved(store.part("saving")));
    } else if (isControl && !isField && key === "z") {
      act = event.shiftKey ? actions.redo : actions.undo;
    } else if (isControl && !isField && key === "y") {
      act = actions.redo;
    } else if (event.key === "F8") {
      act = () => nextFinding(event.shiftKey ? -1 : 1);
    } else if (event.altKey && (event.key === "PageDown" || event.key === "PageUp")) {
      act = () => nextSection(event.key === "PageDown" ? 1 : -1);
    }
    if (act) {
      event.preventDefault();
      act();
    }
  });

  const nextSection = (/** @type {number} */ by) => {
    const next = SECTIONS[SECTIONS.indexOf(current()) + by];
    if (next) {
      actions.show(next);
    }
  };
  const nextFinding = (/** @type {number} */ by) => {
    const open = findings.open().filter((one) => one.key !== null);
    if (open.length === 0) {
      dialogs.notice("没有要核对的了。");
      return;
    }
    const here = focus.place ? focus.place.key : "";
    const place = open.findIndex((one) => one.key === here);
    const from = place < 0 && by < 0 ? 0 : place;
    const next = open[(from + by + open.length) % open.length];
    if (next.key !== null) {
      focus.go({ key: next.key, piece: next.piece });
    }
  };
}

/** Whether keys are text there. @param {EventTarget | null} target */
function isTyped(target) {
  if (!(target instanceof HTMLElement)) {
    return false;
  }
  const isChoice = target instanceof HTMLInputElement && /^(checkbox|radio|button|file)$/.test(target.type);
  return target.isContentEditable || (/^(INPUT|TEXTAREA)$/.test(target.tagName) && !isChoice);
}

/** @param {import("../types.js").Saving | undefined} saving */
function saved(saving) {
  if (saving && saving.state === "saved") {
    return `每次改动都自动保存，最近一次是 ${clock(saving.at) || "刚才"}。`;
  }
  return saving && saving.message ? saving.message : "正在保存……";
}
