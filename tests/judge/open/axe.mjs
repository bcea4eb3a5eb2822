// Accessibility by axe-core: every view of the page, light and dark, at three widths, without a violation; and nothing
// wider than the window.

import fs from "node:fs";
import path from "node:path";
import { browser } from "./lib/browser.mjs";
import { claim, heading, judge } from "./lib/judge.mjs";
import { newFolder, start } from "./lib/program.mjs";
import * as user from "./lib/user.mjs";

const FILE = "yunshan-2025.toml";
const WIDTHS = [1440, 1000, 700];
/** In which looks each width is judged: dark or not. */
const LOOKS = { 1440: [false, true], 1000: [false], 700: [true] };
const AXE = fs.readFileSync("node_modules/axe-core/axe.min.js", "utf8");
const SECTIONS = ["preface", "overview", "disclosure", "applications", "remedies", "problems", "other"];

judge(async () => {
  const chromium = await browser();
  const folder = newFolder(`data/${FILE}`, "data/yunshan-2024.toml");
  const tab = await chromium.tab();

  const beginning = await start(folder);
  await tab.go(beginning.address);
  await tab.until("the start page", () => document.querySelector("#new-organ") !== null);
  await look(tab, "start page");
  await beginning.end();

  const file = path.join(folder, FILE);
  const text = fs.readFileSync(file, "utf8");
  const program = await start(folder, { file: FILE });
  await tab.go(program.address);
  await user.isOpen(tab);
  // Something is wrong, so that findings are seen.
  await user.goToCell(tab, "applications.received.natural");
  await tab.type("999");
  await tab.press("Enter");
  await user.isSaved(tab);
  for (const section of SECTIONS) {
    await user.goTo(tab, section);
    await look(tab, `section ${section}`);
  }
  await user.goToCell(tab, "applications.received.natural");
  await look(tab, "a cell with a finding");
  await tab.press("F2");
  await look(tab, "a cell that is edited");
  await tab.press("Escape");
  await user.goToText(tab, "overview.body");
  await look(tab, "the caret in a text");

  await user.click(tab, "查看", "button");
  await look(tab, "menu");
  await tab.press("Escape");
  await dialog(tab, "settings", "设置", async () => {
    await user.click(tab, "完成");
  });
  await tab.run(() => document.querySelector(".count-error").click());
  await look(tab, "list of findings");
  await tab.press("Escape");
  await tab.run(() => document.querySelector(".count-error").click());
  await user.click(tab, "为什么", ".panel button");
  await tab.until("the rule", () => document.querySelector(".veil") !== null);
  await look(tab, "explanation");
  await tab.press("Escape");
  await user.noDialog(tab);
  await tab.press("Escape");
  await dialog(tab, "keys", "键盘操作");
  await user.goToText(tab, "problems.body");
  await dialog(tab, "new table", "表格：插入表格");
  await user.goToText(tab, "problems.body");
  await dialog(tab, "chart", "图表：插入图表", async () => {
    if ((await user.dialogTitle(tab)).startsWith("插入哪个")) {
      await user.click(tab, "用这个");
      await user.dialogIs(tab, "插入图表");
      await look(tab, "new chart");
    }
    await tab.press("Escape");
  });
  await user.goToText(tab, "problems.body");
  await dialog(tab, "figure", "数字：插入表里的数字");
  await dialog(tab, "PDF", "生成 PDF");
  await user.goToCell(tab, "applications.received.natural");
  await user.paste(tab, { text: "本年新收\t一\t二\n上年结转\tx\t3\n" });
  await tab.until("an answer", () => document.querySelector(".veil, .notice") !== null);
  await look(tab, "paste into a table");
  await tab.press("Escape");

  // The settled report again, then one that cannot be read, then one that somebody else has changed.
  await user.isSaved(tab);
  const mine = fs.readFileSync(file, "utf8");
  await user.goToCell(tab, "applications.received.enterprise");
  await tab.type("5");
  fs.writeFileSync(file, text.replace("[report]", "# 别人写的\n[report]"));
  await user.dialogIs(tab, "另一个程序改过");
  await look(tab, "conflict");
  await user.click(tab, "用文件里的");
  await user.noDialog(tab);
  await user.isSaved(tab);
  fs.writeFileSync(file, mine.replace(/^year = /m, "year = = "));
  await tab.until("the text", () => document.querySelector(".broken:not([hidden])") !== null);
  await look(tab, "a file that cannot be read");
  await program.kill();
  await tab.until("the alarm", () => document.querySelector(".alarm:not([hidden])") !== null);
  await look(tab, "a program that is gone");
  claim("no script of the page failed", tab.errors.length === 0, tab.errors);
  await chromium.close();
});

/** Opens a dialog by a button, looks at it, closes it. */
async function dialog(tab, name, button, close = () => tab.press("Escape")) {
  heading(name);
  await user.click(tab, button);
  await tab.until(`the dialog ${name}`, () => document.querySelector(".veil") !== null);
  await look(tab, name);
  await close();
  await user.noDialog(tab);
}

/** Judges what is seen: light and dark, wide and narrow. */
async function look(tab, name) {
  const seen = new Map();
  for (const width of WIDTHS) {
    await tab.size(width, 900);
    for (const isDark of LOOKS[width]) {
      await tab.dark(isDark);
      for (const [rule, places] of await violations(tab)) {
        const where = `${width}${isDark ? " dark" : ""}`;
        seen.set(rule, { places, where: [...(seen.get(rule)?.where || []), where] });
      }
    }
  }
  await tab.size(WIDTHS[0], 900);
  await tab.dark(false);
  const all = Array.from(
    seen,
    ([rule, { places, where }]) => `${rule} at ${where.join(", ")}: ${places.slice(0, 3).join("  ")}`,
  );
  claim(name, all.length === 0, all.join("\n         "));
}

async function violations(tab) {
  const isThere = await tab.run(() => window.axe !== undefined);
  if (!isThere) {
    await tab.run(AXE);
  }
  return tab.run(async () => {
    // Colours that are on their way are no colours.
    await Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {})));
    // The printed pages are pictures that the page hides from readers of the screen.
    const context = { include: [["html"]], exclude: [[".sheet svg"], ["svg.glyphs"]] };
    const { violations: found } = await window.axe.run(context, { resultTypes: ["violations"] });
    const all = found.map(({ id, nodes }) => [
      id,
      nodes.map((node) => `${node.target.join(" ")} ${node.any[0] ? node.any[0].message.slice(0, 120) : ""}`),
    ]);
    if (document.documentElement.scrollWidth > window.innerWidth) {
      all.push(["wider than the window", [String(document.documentElement.scrollWidth)]]);
    }
    return all;
  });
}
