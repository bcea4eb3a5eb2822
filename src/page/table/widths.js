// How wide the columns of a table are on the screen. Takes a table, gives shares and the least width.

/** @typedef {import("./types.js").Table} Table */

/** Sizes in em of the table's text. */
const PRINTED = 44;
const WIDEST_LABEL = 11.2;
const FIGURE = 3.75;
const FIGURE_OF_MANY = 3.3;
const MANY = 8;
const PADDING = 0.6;
/** What is left of labels where there is little room. */
const COMPACT = 0.8;
const COMPACT_LABEL = 8;
/** Printed widths below which heads break. */
const NARROW = 4;

/** How many columns stand before the first figure. @param {Table} table */
export function labelColumns(table) {
  const columns = table.cells.filter((cell) => cell.role === "data").map((cell) => cell.column);
  return columns.length === 0 ? 0 : Math.min(...columns);
}

/**
 * The least width of each column, in em: as printed, but labels give way to figures, and the more so where there is
 * little room.
 * @param {Table} table
 * @param {boolean} isCompact
 * @returns {number[]}
 */
export function leastWidths(table, isCompact) {
  const labels = labelColumns(table);
  const all = table.shares.reduce((sum, share) => sum + share, 0) || 1;
  const figure = table.columns - labels > MANY ? FIGURE_OF_MANY : FIGURE;
  return Array.from({ length: table.columns }, (_, at) => {
    const printed = ((table.shares[at] || all / table.columns) / all) * PRINTED;
    if (at >= labels) {
      return Math.max(Math.min(printed, WIDEST_LABEL), figure);
    }
    return isCompact ? Math.min(printed * COMPACT, COMPACT_LABEL) : Math.min(printed + PADDING, WIDEST_LABEL);
  });
}

/**
 * How wide the words of a head may run, in em, so that its lines are alike: over a narrow column two lines of two
 * signs, not three and one. `null` where its column has room for it.
 * @param {Table} table
 * @param {import("./types.js").TableCell} cell
 * @param {string} text
 * @returns {number | null}
 */
export function widthOfHead(table, cell, text) {
  const all = table.shares.reduce((sum, share) => sum + share, 0) || 1;
  const printed = ((table.shares[cell.column] || 0) / all) * PRINTED;
  const isNarrow = cell.role === "head" && cell.column_span === 1 && printed < NARROW;
  const count = Array.from(text).length;
  if (!isNarrow || count < 4 || count > 9) {
    return null;
  }
  return Math.ceil(count / Math.ceil(count / 3)) + 0.3;
}
