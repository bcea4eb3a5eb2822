// Fills in the whole of the report of 2020 as a clerk would: begins a new one, pastes its tables as a spreadsheet puts
// them into the clipboard, its narrative as Word and as a text file give it, and does the rest on the page. What is
// saved must make a PDF that is equal in text to the sample's.

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { browser } from "./lib/browser.mjs";
import { asSheet, asWord, narrative, sectionsOf } from "./lib/clipboard.mjs";
import { claim, heading, judge } from "./lib/judge.mjs";
import { binary, nianbao, newFolder, root, start } from "./lib/program.mjs";
import * as user from "./lib/user.mjs";

const ORGAN = "济南市济阳区人民政府";
const TITLE = [ORGAN, "2020年度政府信息公开工作年度报告"];
const SAMPLE = path.join(root, "data/jiyang-2020.toml");

const CHARTS = {
  outcomes: {
    kind: "pie",
    caption: "依申请公开办理结果",
    decimals: "0",
    parts: [
      ["予以公开", "applications.granted.total"],
      ["部分公开", "applications.partial.total"],
      ["不予公开", "applications.refused.total"],
      ["无法提供", "applications.unavailable.total"],
      ["其他处理", "applications.other_outcome.total"],
    ],
  },
  suggestions: {
    kind: "bar",
    caption: "人大建议涉及的领域",
    parts: [
      ["城建环保", 18],
      ["科教文卫", 18],
      ["法制建设", 17],
      ["公路交通", 15],
      ["农村农业", 13],
      ["财政经济", 11],
      ["其他", 5],
    ],
  },
  proposals: {
    kind: "bar",
    caption: "政协提案涉及的领域",
    parts: [
      ["城建环保", 35],
      ["科教文卫", 31],
      ["经济", 24],
      ["公路交通", 20],
      ["农业农村", 9],
      ["其他", 8],
    ],
  },
};

judge(async () => {
  const folder = newFolder();
  nianbao(folder, "build", SAMPLE, "-o", "sample.html", "--allow-errors");
  nianbao(folder, "build", SAMPLE, "-o", "sample.pdf", "--allow-errors");
  const published = fs.readFileSync(path.join(folder, "sample.html"), "utf8");

  const program = await start(folder);
  const chromium = await browser();
  const tab = await chromium.tab();
  await tab.go(program.address);

  heading("a new report");
  await user.write(tab, "#new-organ", ORGAN);
  await user.write(tab, "#new-year", "2020");
  const name = `${ORGAN}2020年度报告.toml`;
  await user.click(tab, "新建");
  await user.isOpen(tab);

  // Other programs' clipboards are made elsewhere.
  const maker = await chromium.tab();
  const sections = await sectionsOf(maker, published);

  heading("tables");
  await pasteTable(tab, "disclosure.regulations.made", await asSheet(maker, sections.disclosure));
  await pasteTable(tab, "applications.received.natural", await asSheet(maker, sections.applications));
  await pasteTable(tab, "remedies.reconsideration.upheld", await asSheet(maker, sections.remedies, { figures: true }));
  await user.goToCell(tab, "applications.received.ngo");
  await renameHead(tab, "applications", "社会公益组织", "社会团体");

  heading("narrative");
  for (const key of ["preface", "problems", "other"]) {
    await user.goToText(tab, `${key}.body`);
    await tab.press("Control+a");
    await user.paste(tab, { text: narrative(path.join(root, "data/jiyang-2020.txt"), key) });
    await tab.until(
      `the text of ${key}`,
      (section) => document.querySelector(`[data-section=${section}] .prose-root`).textContent.length > 200,
      key,
    );
  }
  const word = await asWord(maker, sections.overview);
  await user.goToText(tab, "overview.body");
  // A new report has the headings that most reports have.
  await tab.press("Control+a");
  await user.paste(tab, word);
  await tab.until("the tables", () => document.querySelector("[data-section=overview] [data-kind=table]") !== null);
  const tables = await tab.run(() => document.querySelectorAll("[data-section=overview] [data-kind=table]").length);
  claim(`${word.captions.length} tables`, tables === word.captions.length, tables);
  await captions(tab, word.captions);
  await blanks(tab, word.lines);
  await quotes(tab, word.quotes);

  heading("charts");
  await chart(tab, "overview", "依申请公开办理结果", CHARTS.outcomes);
  await chart(tab, "other", "人大建议", CHARTS.suggestions);
  await chart(tab, "other", "政协提案", CHARTS.proposals);

  heading("settings");
  await user.click(tab, "设置");
  await user.write(tab, "[data-key='report.title'] textarea", TITLE.join("\n"));
  await tab.press("Tab");
  await unticked(tab, "page.numbered_tables");
  await unticked(tab, "report.draft");
  await user.click(tab, "完成");
  await user.noDialog(tab);

  heading("the end");
  await user.isSaved(tab);
  const left = await tab.run(() => document.querySelector(".count-error").textContent);
  claim("no error is left", left === "✕ 0", left);
  await user.click(tab, "生成 PDF");
  await user.dialogIs(tab, "");
  const made = await user.dialogTitle(tab);
  claim("the page makes its PDF", fs.existsSync(path.join(folder, `${ORGAN}2020年度报告.pdf`)), made);
  claim("no script of the page failed", tab.errors.length === 0, tab.errors);
  const code = await program.end();
  claim("the program ends as told", code === 130 || code === 0, code);
  await chromium.close();

  const again = nianbao(folder, "build", name, "-o", "filled.pdf", "--allow-errors");
  claim("the file builds", again.status === 0, again.said);
  const [want, have] = ["sample.pdf", "filled.pdf"].map((file) => text(path.join(folder, file)));
  if (!claim("the PDF is equal in text to the sample's", want === have)) {
    fs.copyFileSync(path.join(folder, name), "filled.toml");
    fs.writeFileSync("sample.text", want);
    fs.writeFileSync("filled.text", have);
    tell(want, have);
  }
});

/** Takes the tick of a setting away. */
async function unticked(tab, key) {
  const name = await tab.run((wanted) => {
    const field = document.querySelector(`[data-key="${wanted}"] input`);
    return field.checked ? field.getAttribute("aria-label") : null;
  }, key);
  if (name !== null) {
    await user.click(tab, name, "input");
  }
}

/** The text of a PDF, page furniture included. */
function text(file) {
  return execFileSync("pdftotext", [file, "-"], { encoding: "utf8", maxBuffer: 1 << 26 });
}

/** Says where two texts begin to differ. */
function tell(want, have) {
  const [left, right] = [want.split("\n"), have.split("\n")];
  const at = left.findIndex((line, row) => line !== right[row]);
  console.log(`       line ${at + 1} of ${left.length} and ${right.length}; of the sample, then filled in:`);
  for (const lines of [left, right]) {
    console.log(
      lines
        .slice(Math.max(0, at - 1), at + 4)
        .map((line) => `       | ${line}`)
        .join("\n"),
    );
  }
}

/** Pastes a table at a cell, and agrees to what is shown. */
async function pasteTable(tab, cell, data) {
  await user.goToCell(tab, cell);
  await user.paste(tab, data);
  await tab.until("the paste", () => {
    const table = Array.from(document.querySelectorAll(".table-grid")).find((one) => one.getClientRects().length > 0);
    const stated = table.querySelectorAll("td.table-cell:not(.is-computed) .table-value");
    return document.querySelector(".veil") !== null || Array.from(stated).some((one) => /\d/.test(one.textContent));
  });
  if ((await user.dialogTitle(tab)) !== null) {
    const doubts = await tab.run(() =>
      Array.from(document.querySelectorAll(".table-doubts li")).map((one) => one.textContent),
    );
    console.log(`   asked before ${cell}: ${doubts.length === 0 ? "no doubt" : doubts.join("; ")}`);
    await user.click(tab, "确定");
    await user.noDialog(tab);
  }
  await user.isSaved(tab);
}

/** Gives a head of a table another name. */
async function renameHead(tab, section, from, to) {
  const place = await tab.run(
    ({ key, words }) => {
      const heads = Array.from(document.querySelectorAll(`[data-section=${key}] .table-cell.is-head`));
      const head = heads.find((one) => one.textContent.replace(/\s/g, "") === words);
      const box = head.getBoundingClientRect();
      return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    },
    { key: section, words: from },
  );
  await tab.clickAt(place.x, place.y);
  await tab.press("F2");
  await tab.type(to);
  await tab.press("Enter");
}

/** Writes the captions of the tables of a text: the caret into the first cell, 标题, typed. */
async function captions(tab, all) {
  for (let at = 0; at < all.length; at += 1) {
    if (all[at] === "") {
      continue;
    }
    await caretIn(
      tab,
      "overview",
      ".prose-root [data-kind=table] [data-line]",
      (lines, index) => {
        const tables = Array.from(document.querySelectorAll("[data-section=overview] [data-kind=table]"));
        return tables[index].querySelector("[data-line]");
      },
      at,
    );
    await user.click(tab, "标题：写表的标题", ".prose-tool");
    await tab.type(all[at]);
  }
}

/** Types the blanks that were lost when the text was pasted. `all`: its lines as they should be. */
async function blanks(tab, all) {
  const squeezed = (text) => text.replace(/ /g, "");
  let count = 0;
  for (const want of all.filter((line) => line.includes(" "))) {
    for (;;) {
      const at = await tab.run((line) => {
        const bare = (text) => text.replace(/ /g, "");
        const lines = Array.from(document.querySelectorAll("[data-section=overview] .prose-root [data-line]"));
        const found = lines.find((one) => bare(one.textContent) === bare(line) && one.textContent !== line);
        if (!found) {
          return -1;
        }
        const have = found.textContent;
        let at = 0;
        while (have[at] === line[at]) {
          at += 1;
        }
        const walker = document.createTreeWalker(found, NodeFilter.SHOW_TEXT);
        let left = at;
        while (walker.nextNode() && walker.currentNode.length < left) {
          left -= walker.currentNode.length;
        }
        found.closest(".prose-root").focus();
        document.getSelection().collapse(walker.currentNode, left);
        return at;
      }, want);
      if (at < 0) {
        break;
      }
      await tab.type(" ");
      count += 1;
      if (count > 200) {
        throw new Error(`blanks cannot be typed: ${squeezed(want)}`);
      }
    }
  }
  console.log(`   blanks that were lost and typed again: ${count}`);
}

/** Chooses the paragraphs of each quote, and makes it one. `all`: its first and last line. */
async function quotes(tab, all) {
  for (const [first, last] of all) {
    await tab.run(
      ([from, to]) => {
        const lines = Array.from(document.querySelectorAll("[data-section=overview] .prose-root > [data-line]"));
        const begin = lines.findIndex((one) => one.textContent === from);
        const end = lines.findIndex((one, at) => at >= begin && one.textContent === to);
        if (begin < 0 || end < 0) {
          throw new Error(`no line ${begin < 0 ? from : to}`);
        }
        const selection = document.getSelection();
        lines[begin].scrollIntoView({ block: "center" });
        selection.setBaseAndExtent(lines[begin], 0, lines[end], lines[end].childNodes.length);
      },
      [first, last],
    );
    await user.click(tab, "引文", ".prose-tool");
  }
  const count = await tab.run(() => document.querySelectorAll("[data-section=overview] blockquote").length);
  claim(`${all.length} quotes`, count === all.length, count);
}

/** Puts the caret at the end of a line of a text. */
async function caretIn(tab, section, selector, find, given) {
  await tab.run(
    ({ key, source, value, kind }) => {
      const line = new Function(`return (${source})`)()(
        document.querySelectorAll(`[data-section=${key}] ${kind}`),
        value,
      );
      line.closest(".prose-root").focus();
      line.scrollIntoView({ block: "center" });
      document.getSelection().selectAllChildren(line);
      document.getSelection().collapseToEnd();
    },
    { key: section, source: String(find), value: given, kind: selector },
  );
}

/** Puts a chart behind the last paragraph of a part of a text. */
async function chart(tab, section, part, { kind, caption, decimals, parts }) {
  await user.goTo(tab, section);
  await tab.run(
    ({ key, words }) => {
      const pieces = Array.from(document.querySelectorAll(`[data-section=${key}] .prose-root > *`));
      const paragraphs = pieces.filter((one) => one.dataset.kind === "paragraph");
      const line = paragraphs.find((one) => one.textContent.includes(words));
      line.closest(".prose-root").focus();
      line.scrollIntoView({ block: "center" });
      document.getSelection().selectAllChildren(line);
      document.getSelection().collapseToEnd();
    },
    {
      key: section,
      words: { 依申请公开办理结果: "其他处理4件", 人大建议: "区人大机关", 政协提案: "全体政协委员" }[part],
    },
  );
  await user.click(tab, "图表：插入图表", ".prose-tool");
  await tab.until("the dialog", () => document.querySelector(".veil") !== null);
  if ((await user.dialogTitle(tab)).startsWith("插入哪个")) {
    await user.click(tab, "用这个");
  }
  await user.dialogIs(tab, "插入图表");
  await tab.run((value) => {
    const select = document.querySelector(".veil select");
    select.value = value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }, kind);
  if (decimals !== undefined) {
    await user.write(tab, ".veil .prose-row label:last-child input", decimals);
  }
  for (let at = 3; at < parts.length; at += 1) {
    await user.click(tab, "加一项");
  }
  for (let at = 0; at < parts.length; at += 1) {
    const [name, value] = parts[at];
    await user.write(tab, `.veil [aria-label="第${at + 1}项的名称"]`, name);
    await user.write(
      tab,
      `.veil [aria-label="第${at + 1}项第1组的数"]`,
      typeof value === "number" ? String(value) : "",
    );
    if (typeof value === "string") {
      await user.pickFigure(tab, value);
    }
  }
  await user.click(tab, "确定");
  await user.noDialog(tab);
  await tab.type(caption);
  await user.isSaved(tab);
}
