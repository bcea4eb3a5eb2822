// The judge's words: what was looked at, whether it is as it should be. Takes claims; ends the script with 1 if one
// of them is false.

let isGood = true;

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
    console.log(` FAIL  ${what}${seen === undefined ? "" : `: ${typeof seen === "string" ? seen : JSON.stringify(seen)}`}`);
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
  }
  process.exit(isGood ? 0 : 1);
}
