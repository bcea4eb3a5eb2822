// What keys do in a table while no cell is edited. Takes key presses, calls the sheet. Knows no elements.

import { DIRECTIONS, types } from "./editor.js";
import { isFigure } from "./grid.js";
import { isPicking } from "./pick.js";

/** @typedef {import("./sheet.js").Sheet} Sheet */

/** Rows of a page. */
const PAGE = 10;

/**
 * Follows the keys of a table.
 * @param {Sheet} sheet
 * @param {() => void} openMenu
 */
export function followKeys(sheet, openMenu) {
  /** Whether Tab leaves the table, after Esc. */
  let isLeaving = false;
  sheet.view.element.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) {
      return;
    }
    if (event.key === "Tab" && isLeaving) {
      return;
    }
    isLeaving = event.key === "Escape" || (isLeaving && event.key === "Shift");
    const isDone = isPicking() ? moves(sheet, event) : acts(sheet, event, openMenu) || moves(sheet, event);
    if (isDone) {
      event.preventDefault();
      event.stopPropagation();
    }
  });
}

/**
 * Keys that move and select.
 * @param {Sheet} sheet
 * @param {KeyboardEvent} event
 */
function moves(sheet, event) {
  const { selection } = sheet;
  const { key, shiftKey: isExtending, altKey } = event;
  const isFar = event.ctrlKey || event.metaKey;
  if (altKey) {
    return false;
  }
  const direction = DIRECTIONS[key];
  if (direction) {
    selection.step(direction, { isFar, isExtending });
  } else if (key === "Home" || key === "End") {
    selection.edge(key === "Home" ? "first" : "last", { isFar, isExtending });
  } else if (key === "PageUp" || key === "PageDown") {
    for (let step = 0; step < PAGE; step += 1) {
      selection.step(key === "PageUp" ? "up" : "down", { isExtending });
    }
  } else if (key === "Tab") {
    if (isFar || !selection.tab(isExtending ? -1 : 1)) {
      return false;
    }
  } else if (key === "Enter" && !isPicking()) {
    selection.enter(isExtending ? -1 : 1);
  } else if (key === "Escape") {
    if (selection.cells().length === 1) {
      return false;
    }
    selection.set(sheet.active);
  } else if (key === " ") {
    return true;
  } else {
    return false;
  }
  sheet.moved();
  return true;
}

/**
 * Keys that change something.
 * @param {Sheet} sheet
 * @param {KeyboardEvent} event
 * @param {() => void} openMenu
 */
function acts(sheet, event, openMenu) {
  const { key } = event;
  if (event.ctrlKey || event.metaKey) {
    return commands(sheet, event);
  }
  if (key === "F2") {
    sheet.edit({ isTyping: false });
  } else if (key === "Delete" || key === "Backspace") {
    sheet.clear();
  } else if (key === "ContextMenu" || (key === "F10" && event.shiftKey)) {
    openMenu();
  } else if (types(event) && isFigure(sheet.active)) {
    // The field has the focus before the sign is typed, which then goes into it.
    sheet.edit({ isTyping: true });
    return false;
  } else {
    return false;
  }
  return true;
}

/**
 * @param {Sheet} sheet
 * @param {KeyboardEvent} event
 */
function commands(sheet, event) {
  switch (event.key.toLowerCase()) {
    case "a":
      sheet.selection.all();
      sheet.moved();
      return true;
    case "z":
      sheet.step(event.shiftKey ? "redo" : "undo");
      return true;
    case "y":
      sheet.step("redo");
      return true;
    default:
      return false;
  }
}
