// The judge's words: what was looked at, whether it is as it should be. Takes claims; ends the script with 1 if one
// of them is false.

import path from "node:path";

let isGood = true;
/** Tabs whose pictures tell what went wrong. */
export const tabs = new Set();

/** A heading. */
export function heading(text) {
  console.log(`-- ${text}`);
}

/** Claims something. `seen`: what was seen instead. */
export function claim(what, holds, seen) {
  if (holds) {
    console.log(`   ok  ${what}`);
  } else {
    isGood = false;
    console.log(
      ` FAIL  ${what}${seen === undefined ? "" : `: ${typeof seen === "string" ? seen : JSON.stringify(seen)}`}`,
    );
  }
  return Boolean(holds);
}

/** Runs a script to its end, whatever it throws. */
export async function judge(work) {
  try {
    await work();
  } catch (error) {
    isGood = false;
    console.log(` FAIL  ${error instanceof Error ? error.stack : error}`);
    let count = 0;
    for (const tab of tabs) {
      count += 1;
      const file = path.resolve(`${path.basename(process.argv[1], ".mjs")}-${count}.png`);
      await tab.page.screenshot({ path: file }).then(
        () => console.log(`       ${file}`),
        () => {},
      );
    }
  }
  process.exit(isGood ? 0 : 1);
}
