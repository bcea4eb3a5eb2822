// Chromium 80 and 86, as offices have them: the page opens, cells and texts are filled in and pasted, undone, findings
// come and go, the printed page follows, dialogs work.

import fs from "node:fs";
import path from "node:path";
import { browser } from "./lib/browser.mjs";
import { claim, heading, judge } from "./lib/judge.mjs";
import { newFolder, nianbao, start, until } from "./lib/program.mjs";
import * as user from "./lib/user.mjs";

const ORGAN = "云山县农业农村局";

judge(async () => {
  for (const which of process.env.BROWSERS ? process.env.BROWSERS.split(" ") : ["80", "86"]) {
    const old = await browser(which);
    const folder = newFolder();
    const program = await start(folder);
    const tab = await old.tab();
    await tab.go(program.address);
    const version = await tab.run(() => /Chrome\/(\d+)/.exec(navigator.userAgent)[1]);
    heading(`Chromium ${version}`);

    await user.write(tab, "#new-organ", ORGAN);
    await user.write(tab, "#new-year", "2025");
    await user.click(tab, "新建");
    await user.isOpen(tab);
    const file = path.join(folder, `${ORGAN}2025年度报告.toml`);
    const onDisk = () => fs.readFileSync(file, "utf8");
    claim("a new report", onDisk().includes(ORGAN));

    await user.goToCell(tab, "applications.received.natural");
    await tab.type("12");
    await tab.press("Tab");
    await tab.type("3");
    await tab.press("Enter");
    await until("a sum", async () => (await user.cellText(tab, "applications.received.total")) === "15");
    claim("what is typed is summed", true);
    await user.goToCell(tab, "applications.carried_in.natural");
    await user.paste(tab, { text: "1\t2\t0\t0\t0\t0\r\n" });
    await until("a block", async () => (await user.cellText(tab, "applications.carried_in.total")) === "3");
    claim("a block that is pasted is summed", true);
    await tab.press("Control+z");
    await until("undo", async () => (await user.cellText(tab, "applications.carried_in.natural")) === "");
    await tab.press("Control+y");
    await until("redo", async () => (await user.cellText(tab, "applications.carried_in.natural")) === "1");
    claim("undo and redo", true);

    await user.goToText(tab, "overview.body");
    await tab.press("Control+a");
    const html =
      "<html><body><!--StartFragment--><p class=MsoNormal>（一）主动公开情况</p><p class=MsoNormal>全年公开<b>甲类</b>信息五件。</p>" +
      "<table class=MsoTableGrid border=1><tr><td><p class=MsoNormal>类别</p></td><td><p class=MsoNormal>件数</p></td></tr>" +
      "<tr><td><p class=MsoNormal>甲</p></td><td><p class=MsoNormal>5</p></td></tr></table><!--EndFragment--></body></html>";
    await user.paste(tab, { text: "（一）主动公开情况\r\n全年公开甲类信息五件。\r\n类别\t件数\r\n甲\t5\r\n", html });
    await tab.until(
      "the pasted table",
      () => document.querySelector("[data-section=overview] [data-kind=table]") !== null,
    );
    const kinds = await tab.run(() =>
      Array.from(document.querySelectorAll("[data-section=overview] .prose-root > *"), (one) => one.dataset.kind),
    );
    claim("Word's text is what it is", kinds.slice(0, 3).join() === "heading,paragraph,table", kinds);
    await user.goToText(tab, "problems.body");
    await tab.press("Control+a");
    await tab.type("公开还不够及时。");
    await tab.press("Enter");
    await tab.type("下一步加强培训。");
    await until("the text", () => onDisk().includes("下一步加强培训。"));
    claim("what is typed is saved", onDisk().includes("公开还不够及时。"));

    await user.goToCell(tab, "applications.granted.natural");
    await tab.type("99");
    await tab.press("Enter");
    await tab.until("an error", () => !/ 0$/.test(document.querySelector(".count-error, .count-warning").textContent));
    await tab.run(() =>
      (document.querySelector(".count-error:not(.none)") || document.querySelector(".count-warning")).click(),
    );
    await tab.until("the list", () => document.querySelector(".panel .finding") !== null);
    claim("findings are listed", (await user.findings(tab)).length > 0);
    await user.click(tab, "关闭核对清单");
    const pages = await tab.until("pages", () => document.querySelectorAll(".sheet").length);
    await tab.until("a drawing", () => document.querySelector(".sheet svg use") !== null);
    claim(`${pages} printed pages are drawn`, pages > 1);

    await user.click(tab, "设置");
    await user.dialogIs(tab, "设置");
    await user.write(tab, "[data-key='report.organ'] input", "云山县林业局");
    await tab.press("Tab");
    await user.click(tab, "完成");
    await user.noDialog(tab);
    await until("the name", () => onDisk().includes("云山县林业局"));
    claim("settings are saved", true);
    await user.isSaved(tab);
    claim("no script of the page failed", tab.errors.length === 0, tab.errors);
    await tab.leave();
    await program.end();
    const { status, said } = nianbao(folder, "build", path.basename(file), "--allow-errors");
    claim("the file builds", status === 0, said.slice(0, 400));
    await old.close();
  }
});
