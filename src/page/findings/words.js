// Signs and words for findings, and names for the places where they are. Takes findings and parts; gives words. Knows
// no elements.

/** @typedef {import("../types.js").Finding} Finding */
/** @typedef {import("../types.js").Section} Section */
/** @typedef {import("../store.js").Store} Store */

export const SIGNS = { error: "✕", warning: "⚠", note: "ⓘ" };
export const WORDS = { error: "错误", warning: "提醒", note: "说明" };
export const SECTIONS = ["preface", "overview", "disclosure", "applications", "remedies", "problems", "other"];
/** The names of settings that findings speak of. @type {{[key: string]: string}} */
export const SETTINGS = {
  "report.organ": "机关名称",
  "report.year": "报告年度",
  form: "报告格式",
  "report.title": "标题",
  "report.kind": "机关类别",
  "report.published": "发布日期",
  "report.contents": "目录",
  "report.signature": "落款",
  "report.draft": "草稿",
  "page.line_pitch": "行距",
  "page.chars_per_line": "每行字数",
  "page.numbers": "页码",
  "page.duplex": "双面印",
  "page.color": "图表颜色",
  "page.max_dpi": "图片精细程度",
  "page.numbered_tables": "表题编号",
};

/**
 * What an office calls the place of a key: the name of a cell, the title of a section, the name of a setting.
 * @param {Store} store
 * @param {string | null} key
 * @returns {string}
 */
export function placeName(store, key) {
  if (key === null) {
    return "全文";
  }
  if (SETTINGS[key]) {
    return `设置：${SETTINGS[key]}`;
  }
  const name = key.split(".")[0];
  /** @type {Section | undefined} */
  const section = store.part(`section:${name}`);
  if (!section) {
    return key.startsWith("charts") ? "图表" : key.startsWith("labels") ? "表中用语" : "设置";
  }
  const cell = section.table && section.table.cells.find((one) => one.key === key);
  if (cell && cell.name) {
    return cell.name;
  }
  return section.number === "" ? section.title || "前言" : `${section.number}、${section.title}`;
}

/**
 * How many of each kind there are.
 * @param {Finding[]} findings
 * @returns {{errors: number, warnings: number, notes: number}}
 */
export function counts(findings) {
  const of = (/** @type {string} */ severity) => findings.filter((one) => one.severity === severity).length;
  return { errors: of("error"), warnings: of("warning"), notes: of("note") };
}
