// What the program tells by itself: something changed, or it ends. Takes its event stream; refreshes the store, and
// tells the alarm when the program is gone.

import { Refused } from "../server.js";

/** After so long without a stream the program is asked whether it is there. */
const PATIENCE_MS = 3000;

/**
 * @param {import("../context.js").Context} context
 * @param {import("./alarm.js").Alarm} alarm
 */
export function followProgram({ store, server }, alarm) {
  const id = Array.from(crypto.getRandomValues(new Uint32Array(2)), (part) => part.toString(36)).join("");
  /** @type {EventSource | null} */
  let stream = null;
  /** @type {number | null} */
  let timer = null;
  let isEnded = false;
  /** The newest revision that was told of. */
  let announced = 0;

  const listen = () => {
    if (stream) {
      stream.close();
    }
    stream = new EventSource(`/api/events?page=${id}`);
    stream.addEventListener("revision", (event) => {
      announced = Number(/** @type {MessageEvent} */ (event).data);
      // An answer to this page's own edit brings it anyway.
      if (announced > store.revision && server.underWay.length === 0) {
        refresh();
      }
    });
    stream.addEventListener("bye", () => {
      isEnded = true;
      if (stream) {
        stream.close();
      }
      alarm.ended(again);
    });
    stream.addEventListener("open", () => {
      if (timer !== null) {
        window.clearTimeout(timer);
        timer = null;
      }
      refresh();
    });
    stream.addEventListener("error", () => {
      if (!isEnded && timer === null) {
        timer = window.setTimeout(() => {
          timer = null;
          refresh();
        }, PATIENCE_MS);
      }
    });
  };
  let isAsking = false;
  const refresh = async () => {
    if (isAsking) {
      return;
    }
    isAsking = true;
    let isHeard = false;
    try {
      await server.refresh();
      isHeard = true;
      isEnded = false;
      alarm.found();
      if (server.isLost) {
        server.retry();
      }
    } catch (error) {
      if (!isEnded && isGone(error)) {
        alarm.lost(again);
      }
    }
    isAsking = false;
    if (isHeard && announced > store.revision) {
      refresh();
    }
  };
  const again = async () => {
    isEnded = false;
    await refresh();
    if (!server.isLost && (!stream || stream.readyState === EventSource.CLOSED)) {
      listen();
    }
  };
  let isSilent = false;
  store.on("silent", () => {
    isSilent = true;
    alarm.lost(again);
  });
  // What somebody else changed while an edit was under way.
  store.on("answered", () => {
    if (isSilent) {
      isSilent = false;
      alarm.found();
    }
    if (announced > store.revision) {
      refresh();
    }
  });
  store.on("lost", () => alarm.lost(again));
  window.addEventListener("online", again);
  // A page that a browser only puts aside, to save memory, goes without a word, and is waited for.
  window.addEventListener("pagehide", () => navigator.sendBeacon("/api/leave"));
  window.addEventListener("beforeunload", (event) => {
    if (server.unanswered().length > 0) {
      event.preventDefault();
      event.returnValue = "";
    }
  });
  listen();
}

/** @param {unknown} error */
function isGone(error) {
  return error instanceof Refused && (error.status === 0 || error.status === 401 || error.status === 403);
}
