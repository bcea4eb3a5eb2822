// Pictures of the page for the README, of the sample of 2025 beside that of 2024.

import fs from "node:fs";
import path from "node:path";
import { browser } from "./lib/browser.mjs";
import { claim, judge } from "./lib/judge.mjs";
import { newFolder, pause, root, start } from "./lib/program.mjs";
import * as user from "./lib/user.mjs";

const FILE = "yunshan-2025.toml";
const MOST_BYTES = 300_000;

judge(async () => {
  fs.mkdirSync(path.join(root, "docs/pictures"), { recursive: true });
  const chromium = await browser();
  const folder = newFolder(`data/${FILE}`, "data/yunshan-2024.toml");
  const tab = await chromium.tab({ width: 1440, height: 780 });
  const beginning = await start(folder);
  await tab.go(beginning.address);
  await tab.until("the start page", () => document.querySelector("#new-organ") !== null);
  await hideFolder(tab, folder);
  await shot(tab, "start");
  await beginning.end();

  const program = await start(folder, { file: FILE });
  await tab.go(program.address);
  await user.isOpen(tab);
  await user.goToCell(tab, "applications.received.natural");
  await tab.type("468");
  await tab.press("Enter");
  await user.isSaved(tab);
  await tab.press("ArrowUp");
  await pause(800);
  await shot(tab, "table");

  await tab.press("Control+z");
  await user.isSaved(tab);
  await user.goToText(tab, "overview.body");
  await tab.run(() => {
    const line = document.querySelector("[data-section=overview] .prose-root p");
    document.getSelection().selectAllChildren(line);
    document.getSelection().collapseToEnd();
    document.querySelector(".middle").scrollTop = 0;
  });
  await pause(800);
  await shot(tab, "text");

  await user.goToCell(tab, "applications.received.natural");
  await tab.type("468");
  await tab.press("Enter");
  await user.isSaved(tab);
  await tab.run(() => document.querySelector(".count-warning").click());
  await pause(500);
  await shot(tab, "findings");
  await tab.press("Escape");

  await user.click(tab, "设置");
  await user.dialogIs(tab, "设置");
  await hideFolder(tab, folder);
  await pause(300);
  await shot(tab, "settings");
  await user.click(tab, "完成");

  await tab.size(760, 900);
  await user.goToCell(tab, "applications.received.natural");
  await pause(800);
  await shot(tab, "narrow");
  await program.end();
  await chromium.close();
});

/** The folder of the judge is no office's. */
function hideFolder(tab, folder) {
  return tab.run((name) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      walker.currentNode.data = walker.currentNode.data.split(name).join("/年报");
    }
  }, folder);
}

async function shot(tab, name) {
  const file = `docs/pictures/open-${name}.png`;
  await tab.shot(file);
  const { size } = fs.statSync(path.join(root, file));
  claim(`${file}: ${size} bytes`, size < MOST_BYTES);
}
