// Which findings a cell has, and the marks of cells that have some. Takes findings and a grid, gives those of a cell.

/** @typedef {import("./types.js").Finding} Finding */
/** @typedef {import("./types.js").FindingsOf} FindingsOf */
/** @typedef {import("./types.js").TableCell} TableCell */
/** @typedef {import("./grid.js").Grid} Grid */
/** @typedef {import("./view.js").View} View */

const SEVERITIES = ["error", "warning", "note"];

/**
 * The findings about the fields of a table: neither those about its section's text nor those about all of the section,
 * which stand elsewhere.
 * @param {FindingsOf} findings
 * @param {string} table
 */
export function findingsOfTable(findings, table) {
  return findings.under(table).filter((one) => one.key !== null && one.key !== table && !isText(one.key, table));
}

/** @param {string} key @param {string} table */
function isText(key, table) {
  return ["body", "note", "title"].some((part) => key === `${table}.${part}` || key.startsWith(`${table}.${part}.`));
}

/**
 * What is to be said of a cell: findings of its own; else those that have to do with it; else those of its row and
 * column; else those of the whole table.
 * @param {Finding[]} findings
 * @param {Grid} grid
 * @param {TableCell} cell
 * @returns {{whose: "own" | "related" | "near" | "table" | "none", findings: Finding[]}}
 */
export function findingsFor(findings, grid, cell) {
  const open = findings.filter((one) => one.accepted === null || one.accepted === undefined);
  const key = cell.key || cell.label;
  const own = findings.filter((one) => key !== undefined && one.key === key);
  if (own.length > 0) {
    return { whose: "own", findings: own };
  }
  const related = open.filter((one) => key !== undefined && (one.related || []).some((other) => other.key === key));
  if (related.length > 0) {
    return { whose: "related", findings: related };
  }
  const keys = new Set(near(grid, cell).map((other) => other.key || other.label));
  const beside = open.filter((one) => one.key !== null && keys.has(one.key));
  if (beside.length > 0) {
    return { whose: "near", findings: beside };
  }
  const whole = open.filter((one) => one.key !== null && !grid.byKey.has(one.key));
  return { whose: whole.length > 0 ? "table" : "none", findings: whole };
}

/** The cells of the same row and column. @param {Grid} grid @param {TableCell} cell */
function near(grid, cell) {
  const isIn = (/** @type {TableCell} */ other) => {
    const inRow = other.row < cell.row + cell.row_span && other.row + other.row_span > cell.row;
    const inColumn = other.column < cell.column + cell.column_span && other.column + other.column_span > cell.column;
    return (cell.role !== "head" && inRow) || (cell.role !== "label" && inColumn);
  };
  return grid.table.cells.filter((other) => other !== cell && isIn(other));
}

/**
 * Marks the cells that have findings, and takes the marks of others away.
 * @param {View} view
 * @param {Finding[]} findings
 */
export function mark(view, findings) {
  /** @type {Map<string, string>} */
  const worst = new Map();
  for (const severity of SEVERITIES.slice().reverse()) {
    for (const one of findings) {
      if (one.severity === severity && one.key !== null && !one.accepted) {
        worst.set(one.key, severity);
      }
    }
  }
  for (const cell of view.table.cells) {
    const key = cell.key || cell.label;
    const severity = key === undefined ? undefined : worst.get(key);
    const drawn = view.of(cell);
    if (drawn.dataset.finding === severity) {
      continue;
    }
    if (severity === undefined) {
      delete drawn.dataset.finding;
    } else {
      drawn.dataset.finding = severity;
    }
    SEVERITIES.forEach((name) => drawn.classList.toggle(`has-${name}`, name === severity));
    if (severity === "error") {
      drawn.setAttribute("aria-invalid", "true");
    } else {
      drawn.removeAttribute("aria-invalid");
    }
  }
}
