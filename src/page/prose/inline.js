// Text within a line, as runs. Takes and gives lists of `Inline`; each sign, figure, note mark and line break counts
// as one. Knows no elements.

/** @typedef {import("../types.js").Inline} Inline */

/**
 * How many signs a run counts.
 * @param {Inline} run
 */
function lengthOfRun(run) {
  return run.t === "text" && run.text !== "" ? run.text.length : 1;
}

/**
 * @param {Inline[]} text
 * @returns {number}
 */
export function lengthOf(text) {
  return text.reduce((sum, run) => sum + lengthOfRun(run), 0);
}

/**
 * The runs from one offset to another.
 * @param {Inline[]} text
 * @param {number} from
 * @param {number} [to]
 * @returns {Inline[]}
 */
export function slice(text, from, to = Infinity) {
  /** @type {Inline[]} */
  const out = [];
  let at = 0;
  for (const run of text) {
    const start = Math.max(from - at, 0);
    const end = Math.min(to - at, lengthOfRun(run));
    if (start < end) {
      out.push(run.t === "text" ? { ...run, text: run.text.slice(start, end) } : run);
    }
    at += lengthOfRun(run);
  }
  return tidy(out);
}

/**
 * Joins neighbours that look the same, and leaves out what is empty.
 * @param {Inline[]} text
 * @returns {Inline[]}
 */
export function tidy(text) {
  /** @type {Inline[]} */
  const out = [];
  for (const run of text) {
    const last = out[out.length - 1];
    if (run.t !== "text") {
      out.push(run);
    } else if (run.text === "") {
      if (run.link) {
        out.push(run);
      }
    } else if (last && last.t === "text" && last.text !== "" && looksSame(last, run)) {
      out[out.length - 1] = { ...last, text: last.text + run.text };
    } else {
      out.push(run);
    }
  }
  return out;
}

/**
 * @param {{strong?: boolean, link?: string}} one
 * @param {{strong?: boolean, link?: string}} other
 */
function looksSame(one, other) {
  return (one.strong === true) === (other.strong === true) && (one.link || "") === (other.link || "");
}

/**
 * A run of text with its look; what is not so is left out.
 * @param {string} text
 * @param {boolean} strong
 * @param {string} link
 * @returns {Inline}
 */
export function textRun(text, strong = false, link = "") {
  /** @type {{t: "text", text: string, strong?: boolean, link?: string}} */
  const run = { t: "text", text };
  if (strong) {
    run.strong = true;
  }
  if (link !== "") {
    run.link = link;
  }
  return run;
}

/**
 * The words alone, as they are shown.
 * @param {Inline[]} text
 * @returns {string}
 */
export function words(text) {
  return text
    .map((run) =>
      run.t === "text" ? run.text : run.t === "figure" ? run.shown || "？" : run.t === "break" ? "\n" : "",
    )
    .join("");
}

/**
 * Changes the runs between two offsets by one function.
 * @param {Inline[]} text
 * @param {number} from
 * @param {number} to
 * @param {(run: Inline) => Inline} change
 * @returns {Inline[]}
 */
export function changeBetween(text, from, to, change) {
  return tidy(slice(text, 0, from).concat(slice(text, from, to).map(change), slice(text, to)));
}

const NUMBER = /^(?:（[一二三四五六七八九十百零〇0-9]+）|[0-9]+(?:[.．](?![0-9])|、))[ \u3000]*/;

/** What a number typed at the opening of a line takes. @param {string} text @returns {string} */
export function typedNumber(text) {
  const found = NUMBER.exec(text);
  return found ? found[0] : "";
}

/**
 * The line without the number typed at its opening.
 * @param {Inline[]} text
 * @returns {Inline[]}
 */
export function withoutNumber(text) {
  const first = text[0];
  return first && first.t === "text" ? slice(text, typedNumber(first.text).length) : text;
}

/**
 * Parts a line behind its first full stop; the second part is `null` if nothing follows.
 * @param {Inline[]} text
 * @returns {[Inline[], Inline[] | null]}
 */
export function partAtStop(text) {
  let at = 0;
  for (const run of text) {
    const stop = run.t === "text" ? run.text.indexOf("。") : -1;
    if (stop >= 0) {
      const rest = slice(text, at + stop + 1);
      return rest.length > 0 ? [slice(text, 0, at + stop + 1), rest] : [text, null];
    }
    at += lengthOfRun(run);
  }
  return [text, null];
}
