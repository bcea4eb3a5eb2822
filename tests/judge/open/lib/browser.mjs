// Browsers: Debian's Chromium through playwright, Chromium 80 and 86 through puppeteer, as one thing. A tab is looked
// at and acted on by scripts in it, by keys and by the mouse.

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { tabs } from "./judge.mjs";
import { root, until } from "./program.mjs";

const ARGS = ["--no-sandbox", "--disable-dev-shm-usage", "--force-color-profile=srgb", "--lang=zh-CN"];

/**
 * A browser: "new", "80" or "86".
 * @returns {Promise<{tab: (size?: {width?: number, height?: number, dark?: boolean}) => Promise<Tab>, close: () => Promise<void>}>}
 */
export async function browser(which = "new") {
  return which === "new" ? newBrowser() : oldBrowser(which);
}

async function newBrowser() {
  const { chromium } = await import("playwright-core");
  const executablePath = process.env.CHROMIUM || "/usr/bin/chromium";
  const env = { ...process.env, LANGUAGE: "zh_CN" };
  const running = await chromium.launch({ executablePath, args: ARGS, env });
  return {
    close: () => running.close(),
    async tab({ width = 1440, height = 900, dark = false } = {}) {
      const colorScheme = dark ? "dark" : "light";
      const context = await running.newContext({
        viewport: { width, height },
        colorScheme,
        locale: "zh-CN",
        reducedMotion: "reduce",
      });
      const page = await context.newPage();
      await fromDisk(page);
      const tab = new Tab(page);
      tab.size = (w, h) => page.setViewportSize({ width: w, height: h });
      tab.dark = (is) => page.emulateMedia({ colorScheme: is ? "dark" : "light" });
      tab.leave = () => context.close();
      tab.beside = async () => {
        const other = await context.newPage();
        await fromDisk(other);
        return new Tab(other);
      };
      return tab;
    },
  };
}

/** PAGE_FROM: the page's files from a folder instead of the program, while one mends them. */
async function fromDisk(page) {
  const folder = process.env.PAGE_FROM;
  if (folder) {
    const types = { js: "text/javascript", css: "text/css", html: "text/html" };
    await page.route("**/page/**", (route) => {
      const file = path.join(folder, new URL(route.request().url()).pathname.replace("/page/", ""));
      route.fulfill({ body: fs.readFileSync(file), contentType: types[file.split(".").pop()] });
    });
  }
}

async function oldBrowser(which) {
  const { default: puppeteer } = await import("puppeteer-core");
  const { executable, libraries } = unpacked(which);
  const running = await puppeteer.launch({
    executablePath: executable,
    args: [...ARGS, "--headless", "--disable-gpu", "--no-zygote", "--single-process"],
    env: { ...process.env, LD_LIBRARY_PATH: libraries },
    defaultViewport: null,
  });
  return {
    close: () => running.close(),
    async tab({ width = 1440, height = 900 } = {}) {
      const page = await running.newPage();
      await page.setViewport({ width, height });
      const tab = new Tab(page);
      tab.size = (w, h) => page.setViewport({ width: w, height: h });
      tab.leave = () => page.close();
      return tab;
    },
  };
}

/** Unpacks an old browser of a package, and the libraries that Debian does not have. */
function unpacked(which) {
  const packed = path.resolve(`node_modules/chromium-${which}/bin`);
  const folder = path.resolve(`chromium-${which}`);
  const executable = path.join(folder, "chromium");
  if (!fs.existsSync(executable)) {
    fs.mkdirSync(folder, { recursive: true });
    for (const name of fs.readdirSync(packed)) {
      const bytes = zlib.brotliDecompressSync(fs.readFileSync(path.join(packed, name)));
      const file = path.join(folder, name.replace(/\.br$/, ""));
      fs.writeFileSync(file, bytes);
      if (file.endsWith(".tar")) {
        execFileSync("tar", ["xf", file, "-C", folder]);
      }
    }
    fs.chmodSync(executable, 0o755);
  }
  return { executable, libraries: path.join(folder, "lib") };
}

/** A page in a browser. */
class Tab {
  constructor(page) {
    this.page = page;
    tabs.add(this);
    if (process.env.TRACE) {
      page.on(
        "request",
        (one) => one.method() === "POST" && console.log(`       ${one.url()} ${(one.postData() || "").slice(0, 300)}`),
      );
    }
    page.on("close", () => tabs.delete(this));
    /** What went wrong in the page's scripts. */
    this.errors = [];
    page.on("pageerror", (error) => this.errors.push(String(error.message || error)));
    page.on("console", (message) => {
      // A request that is refused is told by the page.
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
        this.errors.push(message.text());
      }
    });
    this.dialogs = [];
    page.on("dialog", (dialog) => {
      this.dialogs.push(dialog.type());
      dialog.accept();
    });
  }

  go(address) {
    return this.page.goto(address, { waitUntil: "load" });
  }

  /** Runs a function in the page. */
  run(work, given) {
    return this.page.evaluate(work, given);
  }

  /** Waits until a function in the page gives something true; gives that. */
  until(what, work, given, ms = 20_000) {
    // The page may be loading anew.
    return until(what, () => this.run(work, given).catch(() => null), ms);
  }

  type(text) {
    return this.page.keyboard.type(text);
  }

  /** Presses a key, such as `Control+z`. */
  async press(keys) {
    const all = keys.split("+");
    const key = all.pop();
    for (const one of all) {
      await this.page.keyboard.down(one);
    }
    await this.page.keyboard.press(key);
    for (const one of all.reverse()) {
      await this.page.keyboard.up(one);
    }
  }

  /** Clicks a point. */
  clickAt(x, y, how) {
    return this.page.mouse.click(x, y, how);
  }

  /** A picture of what is seen, into a file of the project. */
  shot(file) {
    return this.page.screenshot({ path: path.resolve(root, file) });
  }

  /** Puts a file into a field of the page. */
  async put(selector, file) {
    const field = await this.page.$(selector);
    await (field.setInputFiles ? field.setInputFiles(file) : field.uploadFile(file));
  }
}
