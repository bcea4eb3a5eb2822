// Whether the editors of portals keep a fragment: its text, its tables cell by cell, their borders.
import { readFileSync } from "node:fs";
import { SITE, windowOf, withBrowser } from "./browser.js";

const EDITORS = {
  TinyMCE: {
    script: "node_modules/tinymce/tinymce.min.js",
    start: () =>
      tinymce.init({
        selector: "#editor",
        plugins: "paste table lists link image",
        paste_data_images: true,
        height: 700,
      }),
    body: () => tinymce.activeEditor.getBody(),
    set: (html) => tinymce.activeEditor.setContent(html),
    get: () => tinymce.activeEditor.getContent(),
  },
  wangEditor: {
    script: "node_modules/wangeditor/dist/wangEditor.min.js",
    start: () => {
      window.editor = new wangEditor("#editor");
      // By its own choice it takes all styles from what is pasted, and has borders in its own sheet.
      window.editor.config.pasteFilterStyle = false;
      window.editor.create();
    },
    // Of a cell it keeps nothing but spans and style when it is pasted.
    drops: { pasted: ["scope"] },
    body: () => document.querySelector(".w-e-text"),
    set: (html) => window.editor.txt.html(html),
    get: () => window.editor.txt.html(),
  },
  CKEditor: {
    script: "node_modules/ckeditor4/ckeditor.js",
    start: () =>
      new Promise((ready) => {
        window.editor = CKEDITOR.replace("editor", { versionCheck: false, on: { instanceReady: ready } });
      }),
    body: () => window.editor.editable().$,
    set: (html) => new Promise((ready) => window.editor.setData(html, { callback: ready })),
    get: () => window.editor.getData(),
  },
};

/** What a piece of HTML shows, where no style sheet comes along: text, and tables with spans, heads and borders. */
function shown(html) {
  const frame = document.createElement("div");
  frame.innerHTML = html;
  document.body.replaceChildren(frame);
  const squeezed = (text) => text.replace(/[\s\u200b\ufeff]+/g, "");
  const cell = (cell) => ({
    text: squeezed(cell.textContent),
    spans: `${cell.rowSpan}x${cell.colSpan}`,
    head: cell.tagName,
    scope: cell.getAttribute("scope") ?? "",
    border: ["Top", "Right", "Bottom", "Left"].every((side) => parseFloat(getComputedStyle(cell)[`border${side}Width`]) > 0),
  });
  const tables = [...frame.querySelectorAll("table")].map((table) => ({
    caption: squeezed(table.caption?.textContent ?? ""),
    border: table.getAttribute("border"),
    rows: [...table.rows].map((row) => [...row.cells].map(cell)),
  }));
  const pictures = frame.querySelectorAll("img").length;
  return { text: squeezed(frame.textContent), tables, pictures };
}

/** What is lost between two of them. */
function lost(before, after, drops = []) {
  const faults = [];
  if (before.text !== after.text) {
    let at = 0;
    while (before.text[at] === after.text[at]) at++;
    faults.push(`text at ${at}: ${before.text.slice(at, at + 30)} | ${after.text.slice(at, at + 30)}`);
  }
  if (before.pictures !== after.pictures) faults.push(`${before.pictures} pictures, then ${after.pictures}`);
  if (before.tables.length !== after.tables.length) {
    faults.push(`${before.tables.length} tables, then ${after.tables.length}`);
  }
  before.tables.forEach((table, at) => {
    const own = after.tables[at];
    if (!own) return;
    for (const key of ["text", "spans", "head", "scope"].filter((key) => !drops.includes(key))) {
      const of = ({ rows }) => JSON.stringify(rows.map((row) => row.map((cell) => cell[key])));
      if (of(table) !== of(own)) faults.push(`table ${at + 1}: ${key}`);
    }
    if (table.caption !== own.caption) faults.push(`table ${at + 1}: caption`);
    if (!own.rows.flat().every((cell) => cell.border)) faults.push(`table ${at + 1}: borders`);
  });
  return faults;
}

await withBrowser(async (browser) => {
  let wrong = 0;
  for (const name of process.argv.slice(2)) {
    const html = readFileSync(`${name}-fragment.html`, "utf8");
    const blank = await windowOf(browser, 1280);
    const before = await blank.evaluate(shown, html);
    for (const [editor, { script, start, body, set, get, drops }] of Object.entries(EDITORS)) {
      for (const way of ["set", "pasted"]) {
        const page = await windowOf(browser, 1280);
        await page.goto(`${SITE}editor.html`);
        await page.addScriptTag({ url: SITE + script });
        await page.evaluate(start);
        if (way === "set") {
          await page.evaluate(set, html);
        } else {
          const target = await page.evaluateHandle(body);
          await target.evaluate((element, html) => {
            const own = element.ownerDocument;
            element.focus();
            own.getSelection().selectAllChildren(element);
            const data = new DataTransfer();
            data.setData("text/html", html);
            data.setData("text/plain", "");
            const event = new own.defaultView.ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
            element.dispatchEvent(event);
          }, html);
        }
        let after = before;
        // Some take their time to paste.
        for (let turn = 0; turn < 40; turn++) {
          await page.waitForTimeout(250);
          after = await blank.evaluate(shown, await page.evaluate(get));
          if (lost(before, after, drops?.[way]).length === 0) break;
        }
        const faults = lost(before, after, drops?.[way]);
        faults.forEach((fault) => console.log(`${name} ${way} in ${editor}: ${fault}`));
        wrong += faults.length;
        await page.screenshot({ path: `${name}-${editor}-${way}.png` });
        await page.close();
      }
    }
    for (const width of [360, 1280]) {
      const page = await windowOf(browser, width);
      await page.setContent(`<!doctype html><meta name="viewport" content="width=device-width">${html}`);
      await page.screenshot({ path: `${name}-fragment-${width}.png`, fullPage: true });
      await page.close();
    }
    await blank.close();
  }
  console.log(`editors: ${wrong} things lost`);
  return !wrong;
});
