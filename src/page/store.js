// Keeps what the program has told, part by part. Takes updates, gives parts and tells of those that changed.
// Knows nothing of what they mean.

/** @typedef {import("./types.js").Update} Update */

export class Store {
  constructor() {
    this.revision = 0;
    this.session = "";
    /** @type {Map<string, any>} */
    this.parts = new Map();
    /** @type {{name: string, tell: (value: any, name: string) => void}[]} */
    this.listeners = [];
  }

  /**
   * A part by its name; `undefined` as long as it has not been told.
   * @param {string} name
   * @returns {any}
   */
  part(name) {
    return this.parts.get(name);
  }

  /**
   * Tells of every change of a part; of all whose names begin so if the name ends with a star. Gives what ends it.
   * @param {string} name
   * @param {(value: any, name: string) => void} tell
   * @returns {() => void}
   */
  on(name, tell) {
    const listener = { name, tell };
    this.listeners.push(listener);
    return () => {
      this.listeners = this.listeners.filter((other) => other !== listener);
    };
  }

  /**
   * Takes in what changed, and tells of it once all of it is known.
   * @param {Update} update
   */
  apply(update) {
    if (this.session !== "" && update.session !== this.session) {
      window.location.reload();
      return;
    }
    this.session = update.session;
    if (update.revision < this.revision) {
      return;
    }
    this.revision = update.revision;
    const names = Object.keys(update.parts);
    for (const name of names) {
      this.parts.set(name, update.parts[name]);
    }
    for (const name of names) {
      this.tell(name, update.parts[name]);
    }
    this.tell("revision", update.revision);
    for (const sentence of update.told || []) {
      this.tell("told", sentence);
    }
  }

  /**
   * Tells of a part, or of something that is told once and not kept.
   * @param {string} name
   * @param {any} value
   */
  tell(name, value) {
    for (const listener of this.listeners.slice()) {
      const isIt = listener.name.endsWith("*") ? name.startsWith(listener.name.slice(0, -1)) : listener.name === name;
      if (isIt) {
        listener.tell(value, name);
      }
    }
  }
}
