// The settings of the report. Takes the part "settings"; sends each change at once, so that it can be undone like any
// other.

import { h, refill } from "../dom.js";
import { SETTINGS } from "../findings/words.js";
import { openFolder } from "../shell/output.js";
import { control } from "./setting.js";
import { previousBox } from "./previous.js";

/** @typedef {import("../context.js").Context} Context */
/** @typedef {import("./setting.js").Kind} Kind */

/** @type {[string, [string, Kind][]][]} */
const GROUPS = [
  [
    "报告",
    [
      ["report.organ", { kind: "text", needed: true, hint: "全称，印在标题和落款里" }],
      ["report.year", { kind: "number", needed: true, least: 2008, most: 2099, hint: "报告哪一年的工作" }],
      [
        "form",
        {
          kind: "choice",
          none: "按报告年度确定",
          hint: "国办公开办函〔2021〕30号或者〔2019〕60号",
          choices: [
            ["2021", "2021年版"],
            ["2019", "2019年版"],
          ],
        },
      ],
      ["report.title", { kind: "lines", hint: "一行一行印；不写就用机关名称和年度" }],
      [
        "report.kind",
        {
          kind: "choice",
          none: "按机关名称判断",
          choices: [
            ["government", "人民政府"],
            ["department", "部门、直属机构"],
            ["township", "乡镇、街道"],
          ],
        },
      ],
      ["report.published", { kind: "date", back: "清空", hint: "也是落款的日期" }],
      ["report.contents", { kind: "flag", words: "标题后面印目录" }],
      ["report.signature", { kind: "flag", words: "文末印落款：机关名称和日期" }],
      ["report.draft", { kind: "flag", words: "还是草稿：每页印“草稿”，没写完的只提醒" }],
    ],
  ],
  [
    "页面",
    [
      ["page.line_pitch", { kind: "number", least: 16, most: 100, step: 0.1, unit: "磅", hint: "不写时每页 22 行" }],
      ["page.chars_per_line", { kind: "number", least: 16, most: 30, unit: "字" }],
      ["page.numbers", { kind: "flag", words: "印页码" }],
      ["page.duplex", { kind: "flag", words: "双面印：双页的订口在右边" }],
      ["page.color", { kind: "flag", words: "图表用颜色；不用时只用图案区分" }],
      [
        "page.max_dpi",
        {
          kind: "number",
          least: 72,
          most: 2400,
          unit: "点/英寸",
          hint: "更细的缩小后放进 PDF；不写时照片原样，其他图片以 300 为限",
        },
      ],
      ["page.numbered_tables", { kind: "flag", words: "正文里的表编为表1、表2" }],
    ],
  ],
];

/**
 * @param {Context} context
 * @param {string} [at] the key of the setting that gets the focus
 */
export async function openSettings(context, at) {
  const { store, dialogs } = context;
  if (dialogs.isOpen()) {
    return;
  }
  const content = h("div", { class: "settings" });
  /** @type {Map<string, {element: HTMLElement, draw: () => void, first: HTMLElement}>} */
  const controls = new Map();
  for (const [title, rows] of GROUPS) {
    const group = h("section", { class: "settings-group" }, h("h3", { class: "list-head" }, title));
    for (const [key, kind] of rows) {
      const one = control(context, key, SETTINGS[key], kind);
      controls.set(key, one);
      group.append(one.element);
    }
    content.append(group);
  }
  const file = h("section", { class: "settings-group" });
  const previous = h("section", { class: "settings-group" });
  content.append(previous, file);
  drawFile(file, context);
  const box = previousBox(previous, context);

  const ends = [
    store.on("settings", () => controls.forEach((one) => one.draw())),
    store.on("head", () => drawFile(file, context)),
    context.findings.onChange(() => controls.forEach((one) => one.draw())),
    box.end,
  ];
  const wanted = at ? controls.get(at) : undefined;
  const first = wanted || controls.get("report.organ");
  await dialogs.open("设置", content, [{ label: "完成", value: null }], {
    wide: true,
    first: first ? first.first : null,
  });
  ends.forEach((end) => end());
}

/**
 * @param {HTMLElement} host
 * @param {Context} context
 */
function drawFile(host, { store, dialogs }) {
  /** @type {import("../types.js").Head} */
  const head = store.part("head") || { file: "", folder: "" };
  refill(
    host,
    h("h3", { class: "list-head" }, "文件"),
    h(
      "dl",
      { class: "facts" },
      h("dt", {}, "文件名"),
      h("dd", { class: "name" }, head.file),
      h("dt", {}, "文件夹"),
      h("dd", { class: "name" }, head.folder),
    ),
    h("button", { type: "button", class: "button", onclick: () => openFolder(dialogs) }, "打开所在文件夹"),
  );
}
