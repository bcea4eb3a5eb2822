// What must not happen: strangers that come in, requests that are too much, files that cannot be read or written, two
// who write at once, a program that is gone. Refused or told, and nothing lost.

import fs from "node:fs";
import http from "node:http";
import net from "node:net";
import path from "node:path";
import { browser } from "./lib/browser.mjs";
import { claim, heading, judge } from "./lib/judge.mjs";
import { newFolder, pause, root, start, until } from "./lib/program.mjs";
import { wire } from "./lib/wire.mjs";
import * as user from "./lib/user.mjs";

const FILE = "yunshan-2025.toml";
const CELL = "applications.received.natural";
const GIB = 1 << 30;

judge(async () => {
  const chromium = await browser();
  const all = { strangers, tooMuch, outside, broken, unwritable, two, conflict, noPicture, gone, wire };
  for (const name of process.env.ONLY ? process.env.ONLY.split(" ") : Object.keys(all)) {
    await all[name](chromium);
  }
  await chromium.close();
});

/** Starts the program on a copy of a sample. */
async function sample(more = {}) {
  const folder = newFolder(`data/${FILE}`);
  return start(folder, { file: FILE, ...more });
}

async function opened(chromium, program, size) {
  const tab = await chromium.tab(size);
  await tab.go(program.address);
  return tab;
}

const onDisk = (program, file = FILE) => fs.readFileSync(path.join(program.folder, file), "utf8");
const cellOf = (parts, key = CELL) => parts["section:applications"].table.cells.find((one) => one.key === key).text;

async function strangers(chromium) {
  heading("another origin, a wrong or missing token, a foreign host");
  const program = await sample();
  const token = program.address.slice(program.address.indexOf("/enter"));
  const status = async (method, url, how) => (await program.ask(method, url, how)).status;
  const body = { since: 0, base: 1 << 30, merge: false, edits: [{ do: "cell", key: CELL, text: "666" }] };

  claim("a wrong token is refused", (await status("GET", `${token.slice(0, -1)}x`)) === 403);
  claim("a missing token is refused", (await status("GET", "/enter")) >= 400);
  for (const url of ["/", "/api/report?since=0", "/page/main.js", "/api/events?page=1", "/picture/a.png"]) {
    const seen = await status("GET", url);
    claim(`without a cookie: ${url}`, seen === 403, seen);
  }
  await program.enter();
  claim("a token is good once", (await status("GET", token, { headers: { cookie: "" } })) === 403);
  claim("the right cookie opens", (await status("GET", "/api/report?since=0")) === 200);
  const own = program.cookie;
  claim("a wrong cookie does not", (await status("GET", "/", { headers: { cookie: `${own.slice(0, -1)}x` } })) === 403);
  for (const host of [
    "evil.example",
    `evil.example:${program.port}`,
    "127.0.0.1",
    `127.0.0.1.evil.example:${program.port}`,
  ]) {
    const seen = await status("GET", "/api/report?since=0", { headers: { host } });
    claim(`for the host ${host}: refused`, seen >= 400, seen);
  }
  for (const origin of [
    "http://evil.example",
    "null",
    "",
    `https://127.0.0.1:${program.port}`,
    `http://127.0.0.1:${program.port + 1}`,
  ]) {
    const seen = await status("POST", "/api/edit", { headers: { origin }, body });
    claim(`from the origin “${origin}”: refused`, seen === 403, seen);
  }
  claim(
    "from another site, by its own word: refused",
    (await status("GET", "/", { headers: { "sec-fetch-site": "cross-site" } })) === 403,
  );
  claim(
    "other methods are refused",
    (await status("DELETE", "/api/report")) >= 400 && (await status("OPTIONS", "/api/edit")) >= 400,
  );
  const { headers } = await program.ask("GET", "/");
  claim("no other page may read: no CORS", headers["access-control-allow-origin"] === undefined);
  claim("a policy for what the page may do", String(headers["content-security-policy"]).includes("default-src 'none'"));
  claim("nothing was changed", cellOf(await program.parts()) !== "666");

  // A page of another site, in the browser that has the cookie.
  const evil = http.createServer((_, answer) => {
    answer.setHeader("content-type", "text/html");
    answer.end("<!doctype html><p>evil");
  });
  await new Promise((done) => evil.listen(0, "127.0.0.1", done));
  const second = await program.ask("POST", "/api/token", { headers: { "x-nianbao-secret": "0".repeat(64) } });
  claim("a second start without its secret is refused", second.status === 403);
  const fresh = await sample();
  const tab = await opened(chromium, fresh);
  await user.isOpen(tab);
  await tab.go(`http://127.0.0.1:${evil.address().port}/`);
  const seen = await tab.run(
    async ({ port, asked }) => {
      const all = {};
      const tries = {
        read: () =>
          fetch(`http://127.0.0.1:${port}/api/report?since=0`, { credentials: "include" }).then(
            (answer) => answer.status,
          ),
        write: () =>
          fetch(`http://127.0.0.1:${port}/api/edit`, {
            method: "POST",
            mode: "no-cors",
            credentials: "include",
            body: asked,
          }).then((answer) => answer.status),
        script: () =>
          new Promise((done) => {
            const script = document.createElement("script");
            script.src = `http://127.0.0.1:${port}/page/main.js`;
            script.onload = () => done("loaded");
            script.onerror = () => done("refused");
            document.body.append(script);
          }),
      };
      for (const name of Object.keys(tries)) {
        all[name] = await tries[name]().catch(() => "refused");
      }
      return all;
    },
    { port: fresh.port, asked: JSON.stringify(body) },
  );
  claim("a page elsewhere reads nothing", seen.read === "refused" && seen.script === "refused", seen);
  await tab.go(`http://127.0.0.1:${fresh.port}/`);
  await user.isOpen(tab);
  await user.goTo(tab, "applications");
  claim("and writes nothing", (await user.cellText(tab, CELL)) !== "666");
  await tab.leave();
  evil.close();
  await fresh.end();
  await program.end();
}

async function tooMuch(chromium) {
  heading("a body of 1 GB, 1,000 connections");
  const program = await sample();
  const tab = await opened(chromium, program);
  await user.isOpen(tab);
  const cookie = await cookieOf(tab);
  program.cookie = cookie;
  const before = program.memory();
  const told = await raw(
    program,
    `POST /api/import?name=a.xlsx HTTP/1.1\r\nHost: 127.0.0.1:${program.port}\r\nCookie: ${cookie}\r\nOrigin: http://127.0.0.1:${program.port}\r\nContent-Length: ${GIB}\r\n\r\n`,
  );
  claim("1 GB that is told is refused at once", told.answer.startsWith("HTTP/1.1 413"), told.answer.slice(0, 60));
  const sent = await raw(
    program,
    `POST /api/import?name=a.xlsx HTTP/1.1\r\nHost: 127.0.0.1:${program.port}\r\nCookie: ${cookie}\r\nOrigin: http://127.0.0.1:${program.port}\r\nTransfer-Encoding: chunked\r\n\r\n`,
    GIB,
  );
  claim(
    `1 GB that is not told is refused after ${sent.sent >> 20} MiB`,
    sent.sent < 200 << 20,
    sent.answer.slice(0, 60),
  );
  await pause(300);
  const after = program.memory();
  claim(`it keeps none of it: ${before.toFixed(0)} MiB, then ${after.toFixed(0)} MiB`, after < before + 64);

  const crowd = [];
  for (let at = 0; at < 1000; at += 1) {
    const socket = net.connect(program.port, "127.0.0.1");
    socket.on("error", () => {});
    crowd.push(socket);
    if (at % 100 === 99) {
      crowd.slice(0, at / 2).forEach((one) => !one.destroyed && one.write("GET / HT"));
      await pause(20);
    }
  }
  await user.goToCell(tab, CELL);
  const began = Date.now();
  await tab.type("777");
  await tab.press("Enter");
  await until("the edit, in the crowd", async () => onDisk(program).includes("777"));
  claim(`with 1,000 connections the page works: saved after ${Date.now() - began} ms`, Date.now() - began < 5000);
  crowd.forEach((socket) => socket.destroy());
  claim("no script of the page failed", tab.errors.length === 0, tab.errors);
  await tab.leave();
  await program.end();
}

/** Sends bytes as they are; gives the answer, and how much was sent. */
function raw(program, head, more = 0) {
  return new Promise((done) => {
    const socket = net.connect(program.port, "127.0.0.1");
    let answer = "";
    let sent = 0;
    const chunk = Buffer.concat([Buffer.from("100000\r\n"), Buffer.alloc(1 << 20, 97), Buffer.from("\r\n")]);
    const push = () => {
      while (sent < more && answer === "" && !socket.destroyed) {
        sent += 1 << 20;
        if (!socket.write(chunk)) {
          socket.once("drain", push);
          return;
        }
      }
    };
    socket.on("data", (data) => (answer += data));
    socket.on("error", () => {});
    socket.on("close", () => done({ answer, sent }));
    socket.setTimeout(8000, () => socket.destroy());
    socket.write(head);
    push();
    if (more === 0) {
      socket.on("data", () => socket.destroy());
    }
  });
}

async function cookieOf(tab) {
  const [cookie] = await tab.page.context().cookies();
  return `${cookie.name}=${cookie.value}`;
}

async function outside() {
  heading("a path outside the folder");
  const folder = newFolder(`data/${FILE}`);
  const inner = path.join(folder, "inner");
  fs.mkdirSync(inner);
  fs.writeFileSync(path.join(folder, "secret.txt"), "机密内容\n");
  fs.copyFileSync(path.join(root, "data/jiyang-2020.png"), path.join(folder, "outside.png"));
  const text = fs.readFileSync(path.join(folder, FILE), "utf8");
  fs.writeFileSync(
    path.join(inner, FILE),
    text.replace(/^\[preface\][^\n]*\nbody\s*=\s*'''[\s\S]*?'''/m, '[preface]\nbody_file = "../secret.txt"'),
  );
  const program = await (await start(inner, { file: FILE })).enter();
  for (const url of [
    "/picture/../outside.png",
    "/picture/%2e%2e/outside.png",
    "/picture/..%2foutside.png",
    `/picture/${encodeURIComponent(path.join(folder, "outside.png"))}`,
    "/page/../Cargo.toml",
    "/page/%2e%2e/main.rs",
  ]) {
    const { status } = await program.ask("GET", url);
    claim(`GET ${url.slice(0, 50)}: refused`, status >= 400, status);
  }
  const picture = fs.readFileSync(path.join(folder, "outside.png"));
  const { status, body } = await program.ask("POST", "/api/picture?name=..%2F..%2Fevil.png", { body: picture });
  claim(
    "a picture with a path for its name stays in the folder",
    status === 200 && !body.file.includes("/") && fs.existsSync(path.join(inner, body.file)),
    body,
  );
  const parts = await program.parts();
  claim("a text file outside is not read", !JSON.stringify(parts).includes("机密内容"));
  claim(
    "and that is told",
    (parts.findings || []).some((one) => one.severity === "error") || Boolean(parts.broken),
    Object.keys(parts),
  );
  await program.end();

  const starting = await (await start(inner)).enter();
  const made = await starting.ask(
    "POST",
    "/api/start/new?organ=%E7%94%B2%E5%B1%80&year=2025&file=..%2Fevil.toml&name=",
    { body: Buffer.alloc(0) },
  );
  claim(
    "a new report outside is refused",
    made.status === 422 && !fs.existsSync(path.join(folder, "evil.toml")),
    made.body,
  );
  await starting.end();
}

async function broken(chromium) {
  heading("a data file with errors");
  const folder = newFolder(`data/${FILE}`);
  const file = path.join(folder, FILE);
  const text = fs.readFileSync(file, "utf8");
  const line = text.slice(0, text.indexOf("year")).split("\n").length;
  fs.writeFileSync(file, text.replace(/^year = (\d+)/m, "year = = $1"));
  const program = await start(folder, { file: FILE });
  const tab = await opened(chromium, program);
  await tab.until("the text", () => document.querySelector(".broken:not([hidden]) textarea") !== null);
  const place = await tab.run(() => document.querySelector(".broken-faults .finding-place").textContent);
  claim("it is shown as text with the place", place.startsWith(`第 ${line} 行`), place);
  await user.click(tab, place);
  const at = await tab.run(() => {
    const field = document.activeElement;
    return field.value.slice(0, field.selectionStart).split("\n").length;
  });
  claim("the place is one click away", at === line, at);
  await tab.press("Home");
  for (let step = 0; step < "year = ".length; step += 1) {
    await tab.press("ArrowRight");
  }
  await tab.press("Delete");
  await tab.press("Delete");
  await tab.until(
    "the report",
    () => document.querySelector(".broken").hidden && document.querySelector("[data-section]") !== null,
  );
  await until("saved", () => onDisk(program) === text);
  claim("it is mended there, and nothing else of it changed", onDisk(program) === text);
  claim("no script of the page failed", tab.errors.length === 0, tab.errors);
  await tab.leave();
  await program.end();
}

async function unwritable(chromium) {
  heading("a file that cannot be written");
  const folder = newFolder(`data/${FILE}`);
  const isRoot = process.getuid() === 0;
  // Nothing stops root.
  const nobody = isRoot ? { through: ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] } : {};
  fs.mkdirSync(path.join(folder, ".state"));
  fs.chmodSync(path.join(folder, ".state"), 0o777);
  fs.chmodSync(path.join(folder, FILE), 0o444);
  fs.chmodSync(folder, 0o555);
  const text = fs.readFileSync(path.join(folder, FILE), "utf8");
  const program = await start(folder, { file: FILE, ...nobody });
  const tab = await opened(chromium, program);
  await user.isOpen(tab);
  await user.goToCell(tab, CELL);
  await tab.type("778");
  await tab.press("Enter");
  await tab.until("the alarm", () => {
    const alarm = Array.from(document.querySelectorAll(".alarm")).find((one) => !one.hidden);
    return alarm && alarm.textContent.includes("没有保存");
  });
  const told = await tab.run(() => document.querySelector(".alarm:not([hidden])").textContent);
  claim("it is told loudly", told.includes("没有保存"), told);
  claim("with a copy to take away", told.includes("取走一份副本"), told);
  const download = tab.page.waitForEvent("download");
  await user.click(tab, "取走一份副本");
  const copy = fs.readFileSync(await (await download).path(), "utf8");
  claim("in which the change is", copy.includes(">778<"), copy.slice(0, 200));
  claim("the file is as it was", onDisk(program) === text);
  claim("the change is still on the screen", (await user.cellText(tab, CELL)) === "778");
  fs.chmodSync(folder, 0o777);
  fs.chmodSync(path.join(folder, FILE), 0o666);
  await user.click(tab, "再试一次");
  await until("saved", () => onDisk(program).includes("778"));
  await tab.until("calm", () => Array.from(document.querySelectorAll(".alarm")).every((one) => one.hidden));
  claim("once it can be written, nothing is lost", onDisk(program).includes("778"));
  await tab.leave();
  await program.end();
}

async function two(chromium) {
  heading("two browsers on one report");
  const program = await sample();
  const first = await opened(chromium, program);
  await user.isOpen(first);
  program.cookie = await cookieOf(first);
  const second = await first.beside();
  await second.go(`http://127.0.0.1:${program.port}/`);
  await user.isOpen(second);
  await user.goToCell(first, CELL);
  await user.goTo(second, "applications");
  const seen = (await program.ask("GET", "/api/report?since=0")).body.revision;
  await first.type("901");
  await first.press("Enter");
  const began = Date.now();
  await until("the edit of the first in the second", async () => (await user.cellText(second, CELL)) === "901");
  claim(`the second sees what the first types, after ${Date.now() - began} ms`, Date.now() - began < 3000);
  const stale = await program.edit([{ do: "cell", key: CELL, text: "902" }], { since: seen, base: seen });
  claim("an edit of what has changed meanwhile is refused", stale.status === 409, stale.status);
  claim("and what holds is told with it", JSON.stringify(stale.body.parts || {}).includes("901"));
  const other = await program.edit([{ do: "cell", key: "applications.received.enterprise", text: "3" }], {
    since: seen,
    base: seen,
  });
  claim("another field may be changed", other.status === 200, other.body);

  // Both type into one cell: the second has seen the value before the first's key arrives.
  await second.run(() => {
    const { fetch: own } = window;
    let held = [];
    window.fetch = async (url, how) => {
      if (held !== null && String(url).includes("/api/report")) {
        await new Promise((done) => held.push(done));
      }
      const answer = await own(url, how);
      if (String(url).includes("/api/edit") && held !== null) {
        const all = held;
        held = null;
        all.forEach((done) => done());
      }
      return answer;
    };
  });
  await user.goToCell(second, "applications.received.research");
  await user.goToCell(first, "applications.received.research");
  await first.type("5");
  await first.press("Enter");
  await until("the first's", async () => cellOf(await program.parts(), "applications.received.research") === "5");
  await second.type("8");
  await second.press("Enter");
  await second.until(
    "what holds",
    () => document.querySelector('[data-key="applications.received.research"] .table-value').textContent === "5",
  );
  const notices = await user.notices(second);
  claim("who types over another's change is told", notices.length > 0, notices);
  claim("and sees what holds", (await user.cellText(second, "applications.received.research")) === "5");
  await second.page.close();
  await first.leave();
  await program.end();
}

async function conflict(chromium) {
  heading("another program changes the file");
  const program = await sample();
  const tab = await opened(chromium, program);
  await user.isOpen(tab);
  const file = path.join(program.folder, FILE);
  await user.goToCell(tab, CELL);
  await tab.press("Delete");
  await tab.type("4");
  const theirs = onDisk(program).replace("[report]", "# 另一个程序写的\n[report]");
  fs.writeFileSync(file, theirs);
  await user.dialogIs(tab, "另一个程序改过这个文件");
  await pause(1500);
  claim("it is not written over", onDisk(program) === theirs);
  const shown = await tab.run(() => document.querySelector(".veil").textContent);
  claim("both versions are shown", shown.includes("另一个程序写的") && shown.includes("本页的"));
  await user.click(tab, "用文件里的");
  await user.noDialog(tab);
  await user.isSaved(tab);
  claim("the one that is chosen holds", onDisk(program) === theirs);
  await tab.press("Escape");
  await user.goTo(tab, "overview");
  await user.click(tab, "撤销", ".bar button");
  await until(
    "mine",
    () => onDisk(program).includes("natural = 4,") || /received.*natural *= *4\b/.test(onDisk(program)),
    5000,
  ).catch(() => {});
  claim("and undo brings back the other", /received.*natural *= *4\b/.test(onDisk(program)));
  await tab.leave();
  await program.end();
}

async function noPicture(chromium) {
  heading("a picture that is none");
  const program = await sample();
  const tab = await opened(chromium, program);
  await user.isOpen(tab);
  const before = onDisk(program);
  await user.goToText(tab, "overview.body");
  await tab.run(() => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File(["no picture"], "图.png", { type: "image/png" }));
    document.activeElement.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
    );
  });
  await tab.until("a notice", () => document.querySelector(".notice") !== null);
  const [notice] = await user.notices(tab);
  claim("it is told", notice.includes("图片"), notice);
  claim(
    "nothing changed",
    onDisk(program) === before && fs.readdirSync(program.folder).every((name) => !name.endsWith(".png")),
  );
  await tab.leave();
  await program.end();
}

async function gone(chromium) {
  heading("a program that is silent, or gone");
  let program = await sample();
  const { port, folder } = program;
  const tab = await opened(chromium, program);
  await user.isOpen(tab);
  await user.goToCell(tab, CELL);
  program.process.kill("SIGSTOP");
  await tab.type("11");
  await tab.press("Enter");
  await tab.until("that it is silent", () => {
    const alarm = Array.from(document.querySelectorAll(".alarm")).find((one) => !one.hidden);
    return alarm || document.querySelector(".saving").getAttribute("data-state") === "saving";
  });
  claim(
    "a silent program is told: not saved yet",
    (await tab.run(() => document.querySelector(".saving").textContent)).includes("正在保存"),
  );
  const isTold = await tab
    .until("the alarm", () => document.querySelector(".alarm:not([hidden])") !== null, undefined, 25_000)
    .catch(() => false);
  claim("and after a while loudly", isTold);
  program.process.kill("SIGCONT");
  await until("what was typed meanwhile", () => /received.*natural *= *11\b/.test(onDisk(program)));
  claim("it wakes, and nothing is lost", true);
  await tab.until("calm", () => document.querySelector(".alarm:not([hidden])") === null);

  await program.kill();
  await user.goToCell(tab, CELL);
  await tab.type("12");
  await tab.press("Enter");
  await tab.until("the alarm", () => {
    const alarm = document.querySelector(".alarm:not([hidden])");
    return alarm && alarm.textContent.includes("程序没有回应");
  });
  claim(
    "a program that is gone is told, with a copy",
    (await tab.run(() => document.querySelector(".alarm:not([hidden])").textContent)).includes("取走一份副本"),
  );
  claim("what was typed stays on the screen", (await user.cellText(tab, CELL)) === "12");
  const download = tab.page.waitForEvent("download");
  await user.click(tab, "取走一份副本");
  const copy = fs.readFileSync(await (await download).path(), "utf8");
  claim("and is in the copy", copy.includes(">12<"));
  await tab.run(() => (window.isOld = true));
  program = await start(folder, { file: FILE, port });
  const fresh = await tab.beside();
  await fresh.go(program.address);
  await user.isOpen(fresh);
  await tab
    .until("another try or the new page", () => window.isOld !== true, undefined, 15_000)
    .catch(async () => {
      await user.click(tab, "再试一次");
    });
  await tab.until(
    "the new program's page",
    () => window.isOld !== true && document.querySelector(".sections-one") !== null,
  );
  claim("the program is started again: the page comes back", true);
  await user.goToCell(tab, CELL);
  await tab.type("13");
  await tab.press("Enter");
  await until("saved", () => /received.*natural *= *13\b/.test(onDisk(program)));
  claim("and works", true);
  await tab.leave();
  await program.end();
}
