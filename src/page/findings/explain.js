// The rule behind a finding, in a dialog. Takes a code; gives nothing back. Knows nothing of the report.

import { h } from "../dom.js";
import { get } from "../server.js";

/**
 * Shows what the program says of a code.
 * @param {string} code
 * @param {import("../dialogs/dialogs.js").Dialogs} dialogs
 */
export async function explain(code, dialogs) {
  /** @type {{code: string, title: string, text: string}} */
  let rule;
  try {
    rule = await get(`/api/explain/${encodeURIComponent(code)}`);
  } catch (error) {
    dialogs.notice(error instanceof Error ? error.message : "没有说明。");
    return;
  }
  const text = h("div", { class: "explained" });
  for (const block of rule.text.split(/\n\s*\n/)) {
    text.append(h("p", {}, block.replace(/\s+$/, "")));
  }
  await dialogs.open(rule.title || "为什么", text);
}
