// Chromium, and files that it is given by names of a site that does not exist: nothing is fetched from a net.
import { chromium } from "playwright-core";
import { resolve } from "node:path";

export const SITE = "http://judge.test/";

/** Runs `judge` with a browser; ends with its verdict, true if nothing is wrong. */
export async function withBrowser(judge) {
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
  try {
    process.exitCode = (await judge(browser)) ? 0 : 1;
  } finally {
    await browser.close();
  }
}

/** A window of a width; what it asks for lies below this folder. */
export async function windowOf(browser, width) {
  const page = await browser.newPage({ viewport: { width, height: 800 }, locale: "zh-CN" });
  await page.route("**/*", (route) => {
    const url = route.request().url();
    if (url.startsWith("data:") || url.startsWith("blob:")) return route.continue();
    if (!url.startsWith(SITE)) return route.abort();
    const path = decodeURIComponent(new URL(url).pathname).slice(1);
    return route.fulfill({ path: resolve(path) });
  });
  return page;
}
