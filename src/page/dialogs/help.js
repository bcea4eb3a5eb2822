// What the keys do, in a dialog.

import { h } from "../dom.js";

/** @type {[string, [string, string][]][]} */
const KEYS = [
  [
    "整页",
    [
      ["F1 或 ?", "这一页"],
      ["Ctrl-Z", "撤销"],
      ["Ctrl-Y", "恢复"],
      ["Ctrl-S", "看看是否已保存（改动自动保存）"],
      ["F8，Shift-F8", "下一处、上一处要核对的"],
      ["Alt-PageDown，Alt-PageUp", "下一部分、上一部分"],
      ["Esc", "关闭窗口、清单、菜单"],
    ],
  ],
  [
    "表格",
    [
      ["方向键，Tab", "到别的格"],
      ["Shift-方向键", "选几格"],
      ["直接键入", "重新填这一格"],
      ["F2，Enter", "改这一格，再按 Enter 到下一格"],
      ["Delete", "清空；总计清空后重新计算"],
      ["Ctrl-C，Ctrl-X，Ctrl-V", "复制、剪切、粘贴，可与电子表格往来"],
      ["Esc", "不改了"],
    ],
  ],
  [
    "文字",
    [
      ["Ctrl-V", "粘贴 Word、网页里的文字和表格"],
      ["Ctrl-B", "黑体"],
      ["Enter", "另起一段"],
      ["Shift-Enter", "段内换行"],
    ],
  ],
];

/** @param {import("./dialogs.js").Dialogs} dialogs */
export function openHelp(dialogs) {
  if (dialogs.isOpen()) {
    return;
  }
  const content = h("div", { class: "keys" });
  for (const [title, rows] of KEYS) {
    const list = h("dl", { class: "facts" });
    for (const [keys, what] of rows) {
      list.append(h("dt", {}, keys), h("dd", {}, what));
    }
    content.append(h("section", {}, h("h3", { class: "list-head" }, title), list));
  }
  dialogs.open("键盘操作", content, [{ label: "关闭", value: null, primary: true }], { wide: true });
}
