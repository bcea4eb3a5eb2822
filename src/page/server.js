// Asks the program. Takes edits and questions, gives answers, and hands every update to the store.
// At most one edit is under way: what is typed meanwhile is sent next, the last state of a field winning.

/** @typedef {import("./types.js").Edit} Edit */
/** @typedef {import("./store.js").Store} Store */

const SILENT = "程序没有回应：它可能已经结束了。";
/** An edit that is not answered for so long is told of: the program may hang. */
const PATIENCE_MS = 8000;

/** What the program refused, in words for the screen. */
export class Refused extends Error {
  /**
   * @param {number} status 0 if the program did not answer at all
   * @param {string} message
   */
  constructor(status, message) {
    super(message);
    this.status = status;
    /** What the program sent with it. @type {any} */
    this.body = null;
  }
}

export class Server {
  /** @param {Store} store */
  constructor(store) {
    this.store = store;
    /** @type {{edits: Edit[], merge: boolean, base: number, done: (() => void)[]}[]} */
    this.waiting = [];
    this.isSending = false;
    /** Fields whose last edit has not been answered, by `what()`. @type {Map<string, number>} */
    this.pending = new Map();
    /** Edits that are under way. @type {Edit[]} */
    this.underWay = [];
    /** Whether the program did not answer the last edit: it is kept, and sent again by `retry`. */
    this.isLost = false;
  }

  /**
   * Whether an edit of a field is under way: what the program tells of it may be older than what is typed.
   * @param {string} key
   */
  isPending(key) {
    return this.pending.has(key);
  }

  /**
   * Sends edits when it is their turn. Gives a promise that is kept once they are answered, whatever the answer.
   * @param {Edit[]} edits
   * @param {{merge?: boolean}} [how] merge: they belong to the last step of the history
   * @returns {Promise<void>}
   */
  edit(edits, how = {}) {
    for (const edit of edits) {
      const key = what(edit);
      this.pending.set(key, (this.pending.get(key) || 0) + 1);
    }
    return new Promise((done) => {
      const last = this.waiting[this.waiting.length - 1];
      const names = edits.map(what).join("\n");
      if (last && last.edits.map(what).join("\n") === names && edits.every(replaces)) {
        for (const edit of last.edits) {
          this.answered(what(edit));
        }
        last.edits = edits;
        last.done.push(done);
      } else {
        this.waiting.push({ edits, merge: how.merge === true, base: this.store.revision, done: [done] });
      }
      this.store.tell("asked", edits);
      this.sendNext();
    });
  }

  /**
   * The edits that are not answered yet, in their order.
   * @returns {Edit[]}
   */
  unanswered() {
    return this.underWay.concat(...this.waiting.map((one) => one.edits));
  }

  /**
   * Waits until every edit is answered; fails if the program does not answer.
   * @returns {Promise<void>}
   */
  settled() {
    return new Promise((done, fail) => {
      const look = () => {
        if (this.isLost) {
          fail(new Refused(0, SILENT));
        } else if (this.pending.size === 0) {
          done();
        } else {
          return;
        }
        ends.forEach((end) => end());
      };
      const ends = [this.store.on("answered", look), this.store.on("lost", look)];
      look();
    });
  }

  /** Sends again what the program did not answer. */
  retry() {
    this.isLost = false;
    return this.sendNext();
  }

  async sendNext() {
    if (this.isSending || this.isLost) {
      return;
    }
    const next = this.waiting[0];
    if (!next) {
      return;
    }
    this.isSending = true;
    this.waiting.shift();
    this.underWay = next.edits;
    // What this page has sent itself is no change by somebody else.
    const base = Math.max(next.base, this.store.revision);
    const timer = window.setTimeout(() => this.store.tell("silent", null), PATIENCE_MS);
    try {
      await this.update("/api/edit", { base, merge: next.merge, edits: next.edits });
    } catch (error) {
      if (error instanceof Refused && error.status === 0) {
        this.keep(next);
        return;
      }
      this.store.tell("refused", error);
    } finally {
      window.clearTimeout(timer);
    }
    this.underWay = [];
    for (const edit of next.edits) {
      this.answered(what(edit));
    }
    this.isSending = false;
    this.store.tell("answered", next.edits);
    next.done.forEach((done) => done());
    this.sendNext();
  }

  /**
   * Puts edits that were not answered back in front, for a program that comes back.
   * @param {{edits: Edit[], merge: boolean, base: number, done: (() => void)[]}} sent
   */
  keep(sent) {
    this.waiting.unshift(sent);
    this.underWay = [];
    this.isSending = false;
    this.isLost = true;
    this.store.tell("lost", null);
  }

  /** @param {string} key */
  answered(key) {
    const left = (this.pending.get(key) || 0) - 1;
    if (left > 0) {
      this.pending.set(key, left);
    } else {
      this.pending.delete(key);
    }
  }

  /**
   * Posts, and takes in the update that comes back, also with a refusal.
   * @param {string} path
   * @param {Object} body
   */
  async update(path, body) {
    const answer = await ask(path, { ...body, since: this.store.revision });
    this.store.apply(answer);
  }

  /** Fetches what changed meanwhile. */
  async refresh() {
    this.store.apply(await get(`/api/report?since=${this.store.revision}`));
  }
}

/** Whether the last of several such edits makes the others needless. @param {Edit} edit */
function replaces(edit) {
  return ["cell", "prose", "set", "label", "file"].includes(edit.do);
}

/** What an edit is about, as a key. @param {Edit} edit @returns {string} */
function what(edit) {
  switch (edit.do) {
    case "cell":
    case "prose":
    case "set":
    case "label":
    case "remove_row":
      return edit.key;
    case "add_row":
      return `${edit.table}.extra`;
    case "accept":
      return `accept.${edit.code}.${edit.key || ""}`;
    case "chart":
      return `charts.${edit.name}`;
    default:
      return "file";
  }
}

/**
 * Gets JSON.
 * @param {string} path
 * @returns {Promise<any>}
 */
export function get(path) {
  return answered(fetch(path, { credentials: "same-origin", cache: "no-store" }));
}

/**
 * Posts JSON and gives the JSON that comes back.
 * @param {string} path
 * @param {Object} [body]
 * @returns {Promise<any>}
 */
export function ask(path, body = {}) {
  const headers = { "Content-Type": "application/json" };
  return answered(
    fetch(path, { method: "POST", credentials: "same-origin", cache: "no-store", headers, body: JSON.stringify(body) }),
  );
}

/**
 * Posts a file.
 * @param {string} path
 * @param {Blob} file
 * @returns {Promise<any>}
 */
export function upload(path, file) {
  const headers = { "Content-Type": "application/octet-stream" };
  return answered(fetch(path, { method: "POST", credentials: "same-origin", cache: "no-store", headers, body: file }));
}

/**
 * @param {Promise<Response>} request
 * @returns {Promise<any>}
 */
async function answered(request) {
  let response;
  try {
    response = await request;
  } catch (_) {
    throw new Refused(0, SILENT);
  }
  const text = await response.text();
  let body;
  try {
    body = JSON.parse(text);
  } catch (_) {
    body = { message: text };
  }
  if (!response.ok) {
    const refused = new Refused(response.status, body.message || "没有做成。");
    refused.body = body;
    throw refused;
  }
  return body;
}
