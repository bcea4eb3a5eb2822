// Rows and columns of a table in the narrative, as a value. Takes a `TablePiece`, gives another. Knows no elements.
// A row or column that is put in or taken out makes the cells that reach across it taller, wider, smaller.

/** @typedef {import("../types.js").TablePiece} TablePiece */
/** @typedef {import("../types.js").PieceCell} PieceCell */

/**
 * @param {number} row
 * @param {number} column
 * @returns {PieceCell}
 */
function emptyCell(row, column) {
  return { row, column, row_span: 1, column_span: 1, lines: [{ item: false, text: [] }] };
}

/**
 * A table with nothing in it but a head row.
 * @param {number} rows
 * @param {number} columns
 * @returns {TablePiece}
 */
export function emptyTable(rows, columns) {
  const cells = [];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      cells.push(emptyCell(row, column));
    }
  }
  const align = new Array(columns).fill("");
  return { kind: "table", rows, columns, head_rows: rows > 1 ? 1 : 0, align, cells, caption: null, name: null };
}

/**
 * The cell that covers a place.
 * @param {TablePiece} table
 * @param {number} row
 * @param {number} column
 */
export function cellAt(table, row, column) {
  return table.cells.find(
    (cell) =>
      cell.row <= row &&
      row < cell.row + cell.row_span &&
      cell.column <= column &&
      column < cell.column + cell.column_span,
  );
}

/**
 * Puts an empty row in above the row `at`.
 * @param {TablePiece} table
 * @param {number} at
 * @returns {TablePiece}
 */
export function addRow(table, at) {
  const cells = table.cells.map((cell) => {
    if (cell.row >= at) {
      return { ...cell, row: cell.row + 1 };
    }
    return cell.row + cell.row_span > at ? { ...cell, row_span: cell.row_span + 1 } : cell;
  });
  return complete({ ...table, rows: table.rows + 1, cells });
}

/**
 * @param {TablePiece} table
 * @param {number} at
 * @returns {TablePiece}
 */
export function removeRow(table, at) {
  const cells = table.cells
    .map((cell) => {
      const covers = cell.row <= at && at < cell.row + cell.row_span;
      return { ...cell, row: cell.row > at ? cell.row - 1 : cell.row, row_span: cell.row_span - (covers ? 1 : 0) };
    })
    .filter((cell) => cell.row_span > 0);
  const head = at < table.head_rows ? table.head_rows - 1 : table.head_rows;
  return complete({ ...table, rows: table.rows - 1, head_rows: head, cells });
}

/**
 * Puts an empty column in at the left of the column `at`.
 * @param {TablePiece} table
 * @param {number} at
 * @returns {TablePiece}
 */
export function addColumn(table, at) {
  const cells = table.cells.map((cell) => {
    if (cell.column >= at) {
      return { ...cell, column: cell.column + 1 };
    }
    return cell.column + cell.column_span > at ? { ...cell, column_span: cell.column_span + 1 } : cell;
  });
  const align = table.align.slice();
  align.splice(at, 0, table.align[Math.max(at - 1, 0)] || "");
  return complete({ ...table, columns: table.columns + 1, align, cells });
}

/**
 * @param {TablePiece} table
 * @param {number} at
 * @returns {TablePiece}
 */
export function removeColumn(table, at) {
  const cells = table.cells
    .map((cell) => {
      const covers = cell.column <= at && at < cell.column + cell.column_span;
      const column = cell.column > at ? cell.column - 1 : cell.column;
      return { ...cell, column, column_span: cell.column_span - (covers ? 1 : 0) };
    })
    .filter((cell) => cell.column_span > 0);
  const align = table.align.filter((_, column) => column !== at);
  return complete({ ...table, columns: table.columns - 1, align, cells });
}

/**
 * Makes one cell of all that two cells and the rectangle between them cover; a head row stays apart.
 * @param {TablePiece} table
 * @param {PieceCell} one
 * @param {PieceCell} other
 * @returns {TablePiece}
 */
export function merge(table, one, other) {
  let area = grow(
    { row: one.row, column: one.column, toRow: one.row + one.row_span, toColumn: one.column + one.column_span },
    other,
  );
  const meets = (/** @type {PieceCell} */ cell) =>
    cell.row < area.toRow &&
    cell.row + cell.row_span > area.row &&
    cell.column < area.toColumn &&
    cell.column + cell.column_span > area.column;
  // A cell that reaches out of the rectangle makes it larger, which may meet others.
  for (let size = -1; size !== measure(area);) {
    size = measure(area);
    area = table.cells.filter(meets).reduce(grow, area);
  }
  if (area.row < table.head_rows && area.toRow > table.head_rows) {
    return table;
  }
  const inside = table.cells.filter(meets).sort((a, b) => a.row - b.row || a.column - b.column);
  const lines = inside
    .reduce((all, cell) => all.concat(cell.lines), /** @type {PieceCell["lines"]} */ ([]))
    .filter((line) => line.text.length > 0);
  const whole = {
    row: area.row,
    column: area.column,
    row_span: area.toRow - area.row,
    column_span: area.toColumn - area.column,
    lines: lines.length > 0 ? lines : [{ item: false, text: [] }],
  };
  return complete({ ...table, cells: table.cells.filter((cell) => !inside.includes(cell)).concat(whole) });
}

/** @typedef {{row: number, column: number, toRow: number, toColumn: number}} Area */

/** @param {Area} area @param {PieceCell} cell @returns {Area} */
function grow(area, cell) {
  return {
    row: Math.min(area.row, cell.row),
    column: Math.min(area.column, cell.column),
    toRow: Math.max(area.toRow, cell.row + cell.row_span),
    toColumn: Math.max(area.toColumn, cell.column + cell.column_span),
  };
}

/** @param {Area} area */
function measure(area) {
  return (area.toRow - area.row) * (area.toColumn - area.column);
}

/**
 * Parts a cell into the places that it covers; its words stay in the first.
 * @param {TablePiece} table
 * @param {PieceCell} cell
 * @returns {TablePiece}
 */
export function split(table, cell) {
  const cells = table.cells.map((one) =>
    one.row === cell.row && one.column === cell.column ? { ...one, row_span: 1, column_span: 1 } : one,
  );
  return complete({ ...table, cells });
}

/**
 * Fills places that no cell covers, and puts the cells into reading order.
 * @param {TablePiece} table
 * @returns {TablePiece}
 */
export function complete(table) {
  const cells = table.cells.slice();
  for (let row = 0; row < table.rows; row += 1) {
    for (let column = 0; column < table.columns; column += 1) {
      if (!cellAt({ ...table, cells }, row, column)) {
        cells.push(emptyCell(row, column));
      }
    }
  }
  return { ...table, cells: cells.sort((a, b) => a.row - b.row || a.column - b.column) };
}

/**
 * Lays another table over this one, its first cell on a place; the table grows as needed.
 * @param {TablePiece} table
 * @param {TablePiece} other
 * @param {number} row
 * @param {number} column
 * @returns {TablePiece}
 */
export function overlay(table, other, row, column) {
  let out = table;
  while (out.rows < row + other.rows) {
    out = addRow(out, out.rows);
  }
  while (out.columns < column + other.columns) {
    out = addColumn(out, out.columns);
  }
  const cells = out.cells.map((cell) => {
    const over = other.cells.find((one) => one.row + row === cell.row && one.column + column === cell.column);
    return over ? { ...cell, lines: over.lines } : cell;
  });
  return { ...out, cells };
}
