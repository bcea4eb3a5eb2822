// What expressions that call figures mean, in words. Takes the part "figures". Knows percentages and changes.

/** @typedef {import("../types.js").FigureChoice} FigureChoice */
/** @typedef {import("../store.js").Store} Store */

/**
 * @param {Store} store
 * @returns {FigureChoice[]}
 */
export function choices(store) {
  return store.part("figures") || [];
}

/** @typedef {{what: "value" | "pct" | "change", a: string, b: string, digits: string}} Called */

/**
 * An expression taken apart; `null` if it is of another kind.
 * @param {string} expression
 * @returns {Called | null}
 */
export function takeApart(expression) {
  const call = /^\s*(pct|change)\(\s*([^,()]+?)\s*,\s*([^,()]+?)\s*(?:,\s*(\d+)\s*)?\)\s*$/.exec(expression);
  if (call) {
    return { what: call[1] === "pct" ? "pct" : "change", a: call[2], b: call[3], digits: call[4] || "" };
  }
  return /^[^,()]+$/.test(expression) ? { what: "value", a: expression.trim(), b: "", digits: "" } : null;
}

/** @param {Called} called @returns {string} */
export function putTogether({ what, a, b, digits }) {
  if (what === "value") {
    return a;
  }
  return `${what}(${a}, ${b}${what === "pct" && digits !== "" ? `, ${digits}` : ""})`;
}

/**
 * What a figure is called.
 * @param {Store} store
 * @param {string} key
 */
export function nameOf(store, key) {
  const choice = choices(store).find((one) => one.key === key);
  return choice ? choice.name : key;
}

/**
 * What an expression calls, in words.
 * @param {Store} store
 * @param {string} expression
 * @returns {string}
 */
export function meaning(store, expression) {
  const called = takeApart(expression);
  if (!called) {
    return expression;
  }
  const [a, b] = [nameOf(store, called.a), nameOf(store, called.b)];
  switch (called.what) {
    case "pct":
      return `“${a}”占“${b}”的百分比`;
    case "change":
      return `“${a}”比“${b}”的增减`;
    default:
      return a;
  }
}
