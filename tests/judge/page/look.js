// Whether everybody can read the page: axe-core, at the width of a phone and of a desk, with the values of charts shown.
import { readFileSync } from "node:fs";
import { SITE, windowOf, withBrowser } from "./browser.js";

const AXE = readFileSync("node_modules/axe-core/axe.min.js", "utf8");
const WIDTHS = [360, 1280];

await withBrowser(async (browser) => {
  let wrong = 0;
  for (const name of process.argv.slice(2)) {
    for (const width of WIDTHS) {
      const page = await windowOf(browser, width);
      const faults = [];
      page.on("pageerror", (error) => faults.push(String(error)));
      await page.goto(`${SITE}${name}.html`);
      await page.screenshot({ path: `${name}-${width}.png`, fullPage: true });
      await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
      await page.evaluate(AXE);
      const { violations } = await page.evaluate(() => axe.run());
      for (const { id, help, nodes } of violations) {
        faults.push(`${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(" | ")}`);
      }
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > width) faults.push(`${wide} pixels wide`);
      faults.forEach((fault) => console.log(`${name} at ${width}: ${fault}`));
      wrong += faults.length;
      await page.close();
    }
    const page = await windowOf(browser, 1280);
    await page.goto(`${SITE}${name}.html`);
    await page.pdf({ path: `${name}.pdf`, preferCSSPageSize: true });
    await page.close();
  }
  console.log(`axe-core: ${wrong} violations`);
  return !wrong;
});
