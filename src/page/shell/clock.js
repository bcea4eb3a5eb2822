// The time of the day as the clock on the wall has it. Takes a moment, gives `10:42`. Knows nothing of what happened then.

/**
 * The hours and minutes of a moment in milliseconds since 1970; nothing of none.
 * @param {number | null} moment
 * @returns {string}
 */
export function clock(moment) {
  if (moment === null) {
    return "";
  }
  const date = new Date(moment);
  return `${String(date.getHours()).padStart(2, "0")}:${String(date.getMinutes()).padStart(2, "0")}`;
}
