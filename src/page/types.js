// What the program tells the page and what the page asks of it, as types. Nothing here runs.

/**
 * What changed after a revision.
 * @typedef {Object} Update
 * @property {number} revision
 * @property {string} session another one when the program was started anew
 * @property {{[name: string]: any}} parts
 * @property {string[]} [told] sentences to show once
 */

/**
 * A run of text as it is printed, or what is put into it.
 * @typedef {{t: "text", text: string, strong?: boolean, link?: string}
 *   | {t: "figure", expression: string, shown: string | null}
 *   | {t: "note", label: string}
 *   | {t: "break"}} Inline
 */

/**
 * A cell of a table in the narrative.
 * @typedef {Object} PieceCell
 * @property {number} row
 * @property {number} column
 * @property {number} row_span
 * @property {number} column_span
 * @property {{item: boolean, text: Inline[]}[]} lines
 */

/**
 * A picture or a chart in the narrative.
 * @typedef {Object} PiecePicture
 * @property {string | null} file
 * @property {string | null} chart
 * @property {Inline[]} caption
 * @property {string | null} width
 * @property {string | null} name
 * @property {string | null} alternative
 */

/**
 * A piece of narrative: what one line, or a few that belong together, are read as.
 * @typedef {{kind: "heading", source?: string, level: number, typed: boolean, text: Inline[], run_in: Inline[] | null}} HeadingPiece
 * @typedef {{kind: "paragraph", source?: string, text: Inline[], plain: boolean}} ParagraphPiece
 * @typedef {{kind: "item", source?: string, ordered: boolean, brackets: boolean, number: number | null, depth: number,
 *   text: Inline[]}} ItemPiece
 * @typedef {{kind: "table", source?: string, rows: number, columns: number, head_rows: number, align: string[],
 *   cells: PieceCell[], caption: Inline[] | null, name: string | null}} TablePiece
 * @typedef {{kind: "pictures", source?: string, items: PiecePicture[]}} PicturesPiece
 * @typedef {{kind: "quote", source?: string, pieces: Piece[]}} QuotePiece
 * @typedef {{kind: "note", source?: string, label: string, text: Inline[]}} NotePiece
 * @typedef {{kind: "source", source: string}} SourcePiece
 * @typedef {HeadingPiece | ParagraphPiece | ItemPiece | TablePiece | PicturesPiece | QuotePiece | NotePiece | SourcePiece} Piece
 */

/**
 * A text of the report.
 * @typedef {Object} Prose
 * @property {string} key such as `overview.body`
 * @property {Piece[]} pieces
 * @property {string | null} file the file that it stands in, if that is not the data file
 * @property {number} revision in which it last changed
 */

/**
 * A cell of an official table.
 * @typedef {Object} TableCell
 * @property {number} row
 * @property {number} column
 * @property {number} row_span
 * @property {number} column_span
 * @property {"head" | "label" | "data"} role
 * @property {"left" | "center" | "right"} align
 * @property {string} text
 * @property {string} [label] of heads and labels: the key under which they are changed
 * @property {boolean} [own] of heads and labels: departs from the form
 * @property {string} [key] of figures
 * @property {string} [name] of figures: what a screen reader says
 * @property {"stated" | "blank" | "computed"} [state] of figures
 * @property {string} [previous] of figures: last year's
 * @property {string} [extra] of rows that the form does not have: their key
 */

/**
 * An official table as it is printed.
 * @typedef {Object} Table
 * @property {string} key
 * @property {string} number
 * @property {number} rows
 * @property {number} columns
 * @property {number} head_rows
 * @property {number[]} shares of the width
 * @property {TableCell[]} cells in reading order
 */

/**
 * A section, or what stands before the first.
 * @typedef {Object} Section
 * @property {string} key
 * @property {string} number
 * @property {string} title
 * @property {boolean} title_own
 * @property {Prose} body
 * @property {Prose | null} note
 * @property {Table | null} table
 */

/**
 * Something that was found about the report.
 * @typedef {Object} Finding
 * @property {string} id
 * @property {string} code
 * @property {"error" | "warning" | "note"} severity
 * @property {string} message
 * @property {string | null} help
 * @property {string | null} key
 * @property {string | null} section
 * @property {number | null} piece
 * @property {{key: string | null, message: string}[]} related
 * @property {boolean} fixable
 * @property {boolean} acceptable
 * @property {string | null} accepted
 * @property {number | null} line
 */

/**
 * A chart as the data file states it.
 * @typedef {Object} Chart
 * @property {"pie" | "bar" | "stacked-bar" | "line"} kind
 * @property {string | null} title
 * @property {string | null} unit
 * @property {number | null} [decimals] of a pie's percentages
 * @property {string[]} categories
 * @property {{name: string, values: string[]}[]} series
 */

/**
 * @typedef {{do: "cell", key: string, text: string | null}
 *   | {do: "prose", key: string, pieces: (Piece | {source: string})[]}
 *   | {do: "set", key: string, value: string | number | boolean | string[] | null}
 *   | {do: "label", key: string, text: string | null}
 *   | {do: "add_row", table: string, after: string, label: string, cells: string[]}
 *   | {do: "remove_row", key: string}
 *   | {do: "accept", code: string, key: string | null, reason: string | null}
 *   | {do: "chart", name: string, chart: Chart | null}
 *   | {do: "file", text: string}} Edit
 */

/**
 * Where something stands in the report.
 * @typedef {Object} Place
 * @property {string} key
 * @property {number | null} [piece]
 * @property {number | null} [offset]
 */

/** @typedef {{organ: string, year: number, form: string, title: string[], draft: boolean, file: string, folder: string, kind: string}} Head */
/** @typedef {{value: any, effective: any}} Setting */
// `at` counts milliseconds since 1970.
/** @typedef {{state: "saved" | "saving" | "failed" | "conflict", at: number | null, message: string | null}} Saving */
/** @typedef {{undo: string | null, redo: string | null}} Steps */
/** @typedef {{count: number, width: number, height: number, sides: ("left" | "right")[], faults: boolean}} Pages */
/** @typedef {{key: string, name: string, shown: string}} FigureChoice */
/** @typedef {{key: string, name: string, text: string, old: string}} CellProposal */

export {};
