// What every part of the page is handed. Nothing here runs.

/**
 * @typedef {Object} Context
 * @property {import("./store.js").Store} store what the program has told
 * @property {import("./server.js").Server} server takes edits and questions
 * @property {import("./focus.js").Focus} focus where the user is and wants to go
 * @property {import("./findings/findings.js").Findings} findings what was found, by the place where it is shown
 * @property {import("./dialogs/dialogs.js").Dialogs} dialogs questions and notices
 */

export {};
