// Asks for a file of the machine. Takes what kinds are meant; gives the file, or nothing. Knows not what is done with
// it.

import { h } from "../dom.js";

export const READABLE = ".toml,.xlsx,.xls,.csv,.tsv,.txt,.html,.htm,.docx,.pdf,.json,.md";

/**
 * @param {string} accept
 * @param {boolean} [several]
 * @returns {Promise<File[]>} never kept if the choice is put aside, which browsers do not tell
 */
export function chooseFiles(accept, several = false) {
  return new Promise((resolve) => {
    const field = h("input", { type: "file", accept, multiple: several, hidden: true });
    document.body.append(field);
    field.addEventListener("change", () => {
      field.remove();
      resolve(Array.from(field.files || []));
    });
    field.click();
  });
}

/** @param {File} file */
export function isPicture(file) {
  return file.type.startsWith("image/") || /\.(png|jpe?g|gif|bmp|webp|svg)$/i.test(file.name);
}
