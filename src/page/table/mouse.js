// What the mouse does in a table: selects, also blocks; a double click edits, the other button opens the menu. Takes
// events, calls the sheet.

import { isPicking } from "./pick.js";

/** @typedef {import("./sheet.js").Sheet} Sheet */

/**
 * Follows the mouse over a table. Gives what ends it.
 * @param {Sheet} sheet
 * @param {(at: {x: number, y: number}) => void} openMenu
 * @returns {() => void}
 */
export function followMouse(sheet, openMenu) {
  const { view } = sheet;
  let isDragging = false;

  /** @param {MouseEvent} event */
  const move = (event) => {
    const cell = view.cellAt(event.target);
    if (cell && cell !== sheet.selection.head) {
      sheet.selection.extend(cell);
      sheet.moved();
    }
  };
  const end = () => {
    isDragging = false;
    document.removeEventListener("mousemove", move);
    document.removeEventListener("mouseup", end);
  };
  view.element.addEventListener("mousedown", (event) => {
    const cell = view.cellAt(event.target);
    if (!cell || isPicking() || isInField(event)) {
      return;
    }
    event.preventDefault();
    sheet.finish({ isKept: true, hasLostFocus: true });
    const isOther = event.button !== 0;
    if (isOther && sheet.painted.has(cell)) {
      return;
    }
    if (event.shiftKey && !isOther) {
      sheet.selection.extend(cell);
    } else {
      sheet.selection.set(cell);
    }
    sheet.moved();
    if (!isOther) {
      isDragging = true;
      document.addEventListener("mousemove", move);
      document.addEventListener("mouseup", end);
    }
  });
  view.element.addEventListener("dblclick", (event) => {
    if (view.cellAt(event.target) === sheet.active && !isPicking() && !isInField(event)) {
      end();
      sheet.edit({ isTyping: false });
    }
  });
  view.element.addEventListener("contextmenu", (event) => {
    if (view.cellAt(event.target) && !isPicking() && !isInField(event)) {
      event.preventDefault();
      openMenu({ x: event.clientX, y: event.clientY });
    }
  });
  return () => isDragging && end();
}

/** @param {Event} event */
function isInField(event) {
  return event.target instanceof Element && event.target.closest(".table-editor") !== null;
}
