// What buttons and keys of the page can do. Nothing here runs.

/**
 * @typedef {Object} Actions
 * @property {(only?: "error" | "warning") => void} findings opens the list of findings, or closes it
 * @property {(key?: string) => void} settings opens the settings, at one of them
 * @property {() => void} bring asks for files to import
 * @property {() => void} help
 * @property {() => void} undo
 * @property {() => void} redo
 * @property {(section: string) => void} show
 * @property {(what: "fill" | "pages") => void} look on narrow screens
 */

export {};
