// What the modules of a table hand to one another, as types. Nothing here runs.

/** @typedef {import("../types.js").Table} Table */
/** @typedef {import("../types.js").TableCell} TableCell */
/** @typedef {import("../types.js").Finding} Finding */
/** @typedef {import("../types.js").Edit} Edit */

/**
 * Findings by what they are about.
 * @typedef {Object} FindingsOf
 * @property {(key: string) => Finding[]} of for exactly that key
 * @property {(prefix: string) => Finding[]} under
 * @property {(follow: () => void) => any} onChange
 * @property {(finding: Finding) => HTMLElement} element
 */

/**
 * A button under a dialog.
 * @typedef {{label: string, primary?: boolean, value: any}} Choice
 */

/**
 * Asks and tells.
 * @typedef {Object} DialogsOf
 * @property {(title: string, content: HTMLElement, choices: Choice[], how?: {wide?: boolean}) => Promise<any>} open
 * @property {(title: string, question: {label: string, text?: string, yes?: string}) => Promise<string | null>} line
 * @property {(text: string) => void} notice
 */

/**
 * What a table needs of the page.
 * @typedef {Object} TableContext
 * @property {import("../store.js").Store} store
 * @property {import("../server.js").Server} server
 * @property {import("../focus.js").Focus} focus
 * @property {FindingsOf} findings
 * @property {DialogsOf} dialogs
 */

/** @typedef {"up" | "down" | "left" | "right"} Direction */

/**
 * Something that can be done with a cell.
 * @typedef {{label: string, keys?: string, run: () => void, onBar?: boolean}} Action
 */

/**
 * Texts for cells; `null` takes the value away.
 * @typedef {{key: string, text: string | null}[]} Texts
 */

export {};
