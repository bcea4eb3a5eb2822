// What a file brings, before it counts: what goes where, each with a box to tick. Takes what the program understood;
// gives an element, and the edits that are ticked.

import { h } from "../dom.js";
import { showPieces } from "../prose/show.js";

/** @typedef {import("../types.js").CellProposal} CellProposal */
/** @typedef {import("../types.js").Edit} Edit */
/** @typedef {import("../types.js").Piece} Piece */
/** @typedef {{key: string, title: string, pieces: Piece[], old_empty: boolean}} ProseProposal */
/** @typedef {{cells: CellProposal[], prose: ProseProposal[], doubts: string[]}} Brought */

const TABLES = { disclosure: "二、主动公开", applications: "三、依申请公开", remedies: "四、复议诉讼" };

/**
 * @param {Brought} brought
 * @returns {{element: HTMLElement, edits: () => Edit[], isEmpty: boolean}}
 */
export function proposal(brought) {
  /** @type {{box: HTMLInputElement, edit: Edit}[]} */
  const boxes = [];
  const changed = brought.cells.filter((cell) => cell.text !== cell.old);
  const same = brought.cells.length - changed.length;
  const element = h("div", { class: "proposal" });
  if (brought.doubts.length > 0) {
    element.append(
      h("h3", { class: "list-head" }, "没有把握的地方"),
      h("ul", { class: "doubts" }, ...brought.doubts.map((doubt) => h("li", {}, doubt))),
    );
  }
  for (const [table, title] of Object.entries(TABLES)) {
    const cells = changed.filter((cell) => cell.key.split(".")[0] === table);
    if (cells.length > 0) {
      element.append(cellGroup(title, cells, boxes));
    }
  }
  if (same > 0) {
    element.append(h("p", { class: "soft" }, `另有 ${same} 格与现在相同。`));
  }
  for (const text of brought.prose) {
    element.append(proseGroup(text, boxes));
  }
  const isEmpty = boxes.length === 0;
  if (isEmpty) {
    element.append(h("p", {}, "没有可以填进来的新内容。"));
  }
  return { element, edits: () => boxes.filter(({ box }) => box.checked).map(({ edit }) => edit), isEmpty };
}

/**
 * @param {string} title
 * @param {CellProposal[]} cells
 * @param {{box: HTMLInputElement, edit: Edit}[]} boxes
 */
function cellGroup(title, cells, boxes) {
  const all = h("input", { type: "checkbox", checked: true });
  /** @type {HTMLInputElement[]} */
  const own = [];
  const body = h("tbody");
  for (const { key, name, text, old } of cells) {
    const box = h("input", { type: "checkbox", checked: true, "aria-label": `填入 ${name}` });
    own.push(box);
    boxes.push({ box, edit: { do: "cell", key, text } });
    body.append(
      h(
        "tr",
        {},
        h("td", {}, box),
        h("td", {}, name),
        h("td", { class: "figure soft" }, old === "" ? "（空）" : old),
        h("td", { "aria-hidden": "true" }, "→"),
        h("td", { class: "figure" }, text === "" ? "（空）" : text),
      ),
    );
  }
  const tell = () => {
    const ticked = own.filter((box) => box.checked).length;
    all.checked = ticked === own.length;
    all.indeterminate = ticked > 0 && ticked < own.length;
  };
  all.addEventListener("change", () => own.forEach((box) => (box.checked = all.checked)));
  body.addEventListener("change", tell);
  return h(
    "details",
    { class: "proposal-group", open: true },
    h("summary", {}, `${title}：${cells.length} 格`),
    h("label", { class: "setting-flag" }, all, h("span", {}, "全选")),
    h(
      "table",
      { class: "proposal-cells" },
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, h("span", { class: "heard" }, "填入")),
          ...["位置", "现在", "", "改为"].map((head) => (head === "" ? h("td") : h("th", { scope: "col" }, head))),
        ),
      ),
      body,
    ),
  );
}

/**
 * @param {ProseProposal} text
 * @param {{box: HTMLInputElement, edit: Edit}[]} boxes
 */
function proseGroup({ key, title, pieces, old_empty: isFree }, boxes) {
  const box = h("input", { type: "checkbox", checked: isFree });
  boxes.push({ box, edit: { do: "prose", key, pieces } });
  return h(
    "section",
    { class: "proposal-group" },
    h(
      "label",
      { class: "setting-flag" },
      box,
      h("strong", {}, title),
      isFree ? null : h("span", { class: "replaces" }, "⚠ 会换掉现在的文字"),
    ),
    h(
      "div",
      { class: "proposal-prose", tabIndex: 0, role: "region", "aria-label": `${title}：要填入的文字` },
      showPieces(pieces),
    ),
  );
}
