// Opens the page: the report if there is one, otherwise what a report is begun from.

import { Dialogs } from "./dialogs/dialogs.js";
import { h, refill } from "./dom.js";
import { Findings } from "./findings/findings.js";
import { Focus } from "./focus.js";
import { Refused, Server, get } from "./server.js";
import { mountShell } from "./shell/shell.js";
import { View } from "./shell/view.js";
import { mountStart } from "./start/start.js";
import { Store } from "./store.js";

const app = /** @type {HTMLElement} */ (document.getElementById("app"));
const view = new View();
const dialogs = new Dialogs();

open();

async function open() {
  const store = new Store();
  try {
    store.apply(await get("/api/report?since=0"));
  } catch (error) {
    if (error instanceof Refused && error.status === 404 && error.body && error.body.start) {
      mountStart(app, dialogs, open);
    } else {
      stop(error);
    }
    return;
  }
  const given = { store, server: new Server(store), focus: new Focus(), dialogs };
  const findings = new Findings(given);
  refill(app);
  mountShell(app, { ...given, findings }, view);
}

/** @param {unknown} error */
function stop(error) {
  const isForeign = error instanceof Refused && (error.status === 401 || error.status === 403);
  const reason = error instanceof Error ? error.message : "没有打开。";
  refill(
    app,
    h(
      "main",
      { class: "stopped" },
      h("h1", {}, "没有打开"),
      h("p", {}, isForeign ? "这个页面不是由程序打开的，或者打开它的程序已经结束。请重新打开年度报告文件。" : reason),
      h("button", { type: "button", class: "button primary", onclick: () => window.location.reload() }, "再试一次"),
    ),
  );
}
