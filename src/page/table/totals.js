// Which figures are sums, and sums of what is selected. Takes keys and texts. Knows no table.

/** Whether a figure is computed as long as nobody states it. @param {string} key */
export function isTotal(key) {
  return /^(applications|remedies)\.(.+\.)?total(\..+)?$/.test(key);
}

/**
 * What takes a figure away: a total is computed again, any other is stated as blank.
 * @param {string} key
 * @returns {string | null}
 */
export function cleared(key) {
  return isTotal(key) ? null : "";
}

/**
 * The sum of those texts that are numbers, exact, as text; `null` if fewer than two are.
 * @param {string[]} texts
 * @returns {string | null}
 */
export function sum(texts) {
  const numbers = texts.map((text) => /^([+-]?)(\d+)(?:\.(\d+))?/.exec(text.trim())).filter(Boolean);
  if (numbers.length < 2) {
    return null;
  }
  const places = Math.max(...numbers.map((number) => ((number && number[3]) || "").length));
  let all = BigInt(0);
  for (const number of numbers) {
    const [, sign, whole, part = ""] = /** @type {RegExpExecArray} */ (number);
    const value = BigInt(whole + part.padEnd(places, "0"));
    all = sign === "-" ? all - value : all + value;
  }
  const digits = String(all < 0 ? -all : all).padStart(places + 1, "0");
  const point = digits.length - places;
  return (all < 0 ? "-" : "") + digits.slice(0, point) + (places > 0 ? `.${digits.slice(point)}` : "");
}
