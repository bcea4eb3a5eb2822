// The field in which the text of one cell is edited. Takes a cell's element and text, tells of every change and of the
// end. Knows no table and no server.


/**
 * How editing ends: what was typed counts or not, and where the user wants to go.
 * @typedef {"next" | "back" | "below" | "above" | "fill" | "undo" | "redo" | import("./types.js").Direction} Move
 * @typedef {{isKept: boolean, move?: Move, hasLostFocus?: boolean}} End
 */

/**
 * Who is told. `onBlock`: whether what is pasted is more than one text, and is taken care of.
 * @typedef {{onInput: (text: string) => void, onEnd: (end: End) => void,
 *   onBlock: (data: DataTransfer) => boolean}} Told
 */

export class Editor {
  /** @param {Told} told */
  constructor(told) {
    this.told = told;
    /** @type {HTMLInputElement | HTMLTextAreaElement | null} */
    this.field = null;
    /** Whether the arrow keys lead to other cells, as long as one only types. */
    this.isTyping = false;
  }

  get isOpen() {
    return this.field !== null;
  }

  /**
   * Opens the field over a cell.
   * @param {HTMLElement} place
   * @param {{text: string, name: string, isTyping: boolean, isLabel: boolean}} how isTyping: the text is replaced
   */
  open(place, { text, name, isTyping, isLabel }) {
    this.close();
    const field = document.createElement(isLabel ? "textarea" : "input");
    field.className = "table-editor";
    field.value = isTyping ? "" : text;
    field.setAttribute("aria-label", name);
    field.autocomplete = "off";
    field.spellcheck = false;
    this.field = field;
    this.isTyping = isTyping;
    this.place = place;
    field.addEventListener("input", () => this.changed());
    field.addEventListener("keydown", (event) => this.key(/** @type {KeyboardEvent} */ (event)));
    field.addEventListener("paste", (event) => this.paste(/** @type {ClipboardEvent} */ (event)));
    field.addEventListener("mousedown", () => (this.isTyping = false));
    field.addEventListener("blur", () => this.end({ isKept: true, hasLostFocus: true }));
    place.classList.add("is-edited");
    place.append(field);
    this.fit();
    field.focus({ preventScroll: true });
    if (isLabel) {
      field.select();
    } else {
      field.setSelectionRange(field.value.length, field.value.length);
    }
  }

  /** Takes the field away. */
  close() {
    const { field, place } = this;
    if (!field || !place) {
      return;
    }
    this.field = null;
    place.classList.remove("is-edited");
    field.remove();
  }

  changed() {
    if (this.field) {
      this.fit();
      this.told.onInput(this.field.value);
    }
  }

  /** Makes the field as wide as its text, where the cell is narrower. */
  fit() {
    const { field, place } = this;
    if (!field || !place || field instanceof HTMLTextAreaElement) {
      return;
    }
    const wide = Array.from(field.value).reduce((sum, sign) => sum + (sign > "\u02ff" ? 1 : 0.62), 0);
    field.style.minWidth = `${(wide + 1.2).toFixed(2)}em`;
    const row = place.parentElement;
    const isRight = row !== null && place.offsetLeft + place.offsetWidth / 2 > row.offsetWidth * 0.75;
    field.classList.toggle("grows-left", isRight);
  }

  /** @param {End} end */
  end(end) {
    if (this.field) {
      this.told.onEnd(end);
    }
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    event.stopPropagation();
    if (event.isComposing || event.keyCode === 229) {
      return;
    }
    const end = this.endOf(event);
    if (end) {
      event.preventDefault();
      this.end(end);
    } else if (event.key === "F2") {
      event.preventDefault();
      this.isTyping = false;
    }
  }

  /**
   * How a key ends editing, if it does.
   * @param {KeyboardEvent} event
   * @returns {End | null}
   */
  endOf(event) {
    const { key, shiftKey, altKey } = event;
    const isCommand = event.ctrlKey || event.metaKey;
    if (altKey) {
      return null;
    }
    switch (key) {
      case "Enter":
        return { isKept: true, move: isCommand ? "fill" : shiftKey ? "above" : "below" };
      case "Tab":
        return { isKept: true, move: shiftKey ? "back" : "next" };
      case "Escape":
        return { isKept: false };
      case "ArrowLeft":
      case "ArrowRight":
      case "ArrowUp":
      case "ArrowDown":
        return this.isTyping && !isCommand && !shiftKey ? { isKept: true, move: DIRECTIONS[key] } : null;
      case "z":
      case "Z":
        return isCommand ? { isKept: true, move: shiftKey ? "redo" : "undo" } : null;
      case "y":
      case "Y":
        return isCommand ? { isKept: true, move: "redo" } : null;
      default:
        return null;
    }
  }

  /** @param {ClipboardEvent} event */
  paste(event) {
    event.stopPropagation();
    const data = event.clipboardData;
    if (!data || !this.field) {
      return;
    }
    event.preventDefault();
    if (this.told.onBlock(data)) {
      return;
    }
    // Blanks and line ends around what was copied are not meant.
    const text = trimmed(data.getData("text/plain")).replace(/[\t\r\n]+/g, " ");
    const { field } = this;
    field.setRangeText(text, field.selectionStart || 0, field.selectionEnd || 0, "end");
    this.changed();
  }
}

/** @type {{[key: string]: "left" | "right" | "up" | "down"}} */
export const DIRECTIONS = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };

/** A text without the blanks around it, those that nobody sees included. @param {string} text */
export function trimmed(text) {
  return text.replace(/^[\s\u200b\ufeff]+|[\s\u200b\ufeff]+$/g, "");
}

/** Whether a key types a sign. @param {KeyboardEvent} event */
export function types(event) {
  const isCommand = event.ctrlKey || event.metaKey || event.altKey;
  const isSign = Array.from(event.key).length === 1 || event.key === "Process";
  return isSign && event.key !== " " && !isCommand;
}

