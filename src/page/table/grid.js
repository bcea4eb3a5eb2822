// Where the cells of a table stand and which is next to which. Takes a table, gives cells. Knows no screen.

/** @typedef {import("./types.js").Table} Table */
/** @typedef {import("./types.js").TableCell} TableCell */
/** @typedef {import("./types.js").Direction} Direction */

/**
 * Rows and columns, the last ones included.
 * @typedef {{top: number, left: number, bottom: number, right: number}} Area
 */

/** @type {{[direction in Direction]: [number, number]}} rows and columns of a step */
const STEPS = { up: [-1, 0], down: [1, 0], left: [0, -1], right: [0, 1] };

export class Grid {
  /** @param {Table} table */
  constructor(table) {
    this.table = table;
    /** @type {(TableCell | undefined)[]} */
    this.places = new Array(table.rows * table.columns);
    for (const cell of table.cells) {
      for (let row = cell.row; row < Math.min(cell.row + cell.row_span, table.rows); row += 1) {
        for (let column = cell.column; column < Math.min(cell.column + cell.column_span, table.columns); column += 1) {
          this.places[row * table.columns + column] = cell;
        }
      }
    }
    /** Figures in reading order. */
    this.figures = table.cells.filter(isFigure);
    /** By the keys of figures, and those of labels where no figure has the same. @type {Map<string, TableCell>} */
    this.byKey = new Map();
    for (const cell of this.figures.concat(table.cells)) {
      const key = cell.key || cell.label;
      if (key !== undefined && !this.byKey.has(key)) {
        this.byKey.set(key, cell);
      }
    }
  }

  /**
   * @param {number} row
   * @param {number} column
   * @returns {TableCell | undefined}
   */
  at(row, column) {
    const isInside = row >= 0 && column >= 0 && row < this.table.rows && column < this.table.columns;
    return isInside ? this.places[row * this.table.columns + column] : undefined;
  }

  /**
   * The cell that an arrow key leads to: from a figure the next figure, heads between them being skipped; where there
   * is none, what stands beside it. From a head or a label whatever stands beside it.
   * @param {TableCell} from
   * @param {number} column the column in which one moves, of those that the cell spans
   * @param {Direction} direction
   * @returns {TableCell | undefined}
   */
  next(from, column, direction) {
    const beside = this.walk(from, column, direction);
    return (isFigure(from) && beside.find(isFigure)) || beside[0];
  }

  /**
   * The last figure in a direction.
   * @param {TableCell} from
   * @param {number} column
   * @param {Direction} direction
   * @returns {TableCell | undefined}
   */
  last(from, column, direction) {
    return this.walk(from, column, direction).filter(isFigure).pop();
  }

  /**
   * The cells in a direction, the nearest first.
   * @param {TableCell} from
   * @param {number} column
   * @param {Direction} direction
   * @returns {TableCell[]}
   */
  walk(from, column, direction) {
    const [down, right] = STEPS[direction];
    let row = from.row;
    let at = right === 0 ? column : from.column;
    /** @type {TableCell[]} */
    const found = [];
    for (;;) {
      row += down;
      at += right;
      if (row < 0 || at < 0 || row >= this.table.rows || at >= this.table.columns) {
        return found;
      }
      const cell = this.at(row, at);
      if (cell && cell !== from && !found.includes(cell)) {
        found.push(cell);
      }
    }
  }

  /**
   * The figures of a row.
   * @param {number} row
   */
  row(row) {
    return this.figures.filter((cell) => cell.row === row);
  }

  /**
   * The area of two cells and all between them, widened until it cuts no figure.
   * @param {TableCell} one
   * @param {TableCell} other
   * @returns {Area}
   */
  area(one, other) {
    let area = join(extent(one), extent(other));
    for (;;) {
      const wider = this.figures.filter((cell) => meets(cell, area)).map(extent).reduce(join, area);
      if (sameArea(wider, area)) {
        return area;
      }
      area = wider;
    }
  }

  /**
   * The figures in an area, in reading order.
   * @param {Area} area
   */
  within(area) {
    return this.figures.filter((cell) => meets(cell, area));
  }

  /**
   * The rows of an area that have figures.
   * @param {Area} area
   */
  rowsOf(area) {
    return Array.from(new Set(this.within(area).map((cell) => cell.row)));
  }
}

/** Whether a cell holds a figure. @param {TableCell} cell */
export function isFigure(cell) {
  return cell.role === "data" && cell.key !== undefined;
}

/**
 * Whether two areas are the same.
 * @param {Area} one
 * @param {Area} other
 */
function sameArea(one, other) {
  return one.top === other.top && one.left === other.left && one.bottom === other.bottom && one.right === other.right;
}

/** @param {TableCell} cell @returns {Area} */
function extent(cell) {
  const { row, column } = cell;
  return { top: row, left: column, bottom: row + cell.row_span - 1, right: column + cell.column_span - 1 };
}

/** @param {Area} one @param {Area} other @returns {Area} */
function join(one, other) {
  return {
    top: Math.min(one.top, other.top),
    left: Math.min(one.left, other.left),
    bottom: Math.max(one.bottom, other.bottom),
    right: Math.max(one.right, other.right),
  };
}

/** @param {TableCell} cell @param {Area} area */
function meets(cell, area) {
  const own = extent(cell);
  return own.top <= area.bottom && own.bottom >= area.top && own.left <= area.right && own.right >= area.left;
}
