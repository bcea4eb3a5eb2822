// Kills the program 30 times while a script types, each time at another moment, and starts it again: what is there
// lacks at most the last second of what was answered, and the data file is never torn.

import fs from "node:fs";
import path from "node:path";
import { claim, heading, judge } from "./lib/judge.mjs";
import { nianbao, newFolder, pause, start } from "./lib/program.mjs";

const TIMES = 30;
const PAUSE_MS = 20;
const LOSS_MS = 1000;
const FILE = "yunshan-2025.toml";
const CELL = "applications.received.natural";
const TEXT = "problems.body";

judge(async () => {
  const random = seeded(19);
  const folder = newFolder(`data/${FILE}`);
  let count = 1000;
  let most = 0;
  let torn = 0;
  let lost = 0;
  let conflicts = 0;
  heading(`${TIMES} times`);
  let program = await (await start(folder, { file: FILE })).enter();
  for (let time = 0; time < TIMES; time += 1) {
    const moment = Date.now() + 150 + random() * 1500;
    /** What was answered, and when. */
    const answered = [];
    const typing = (async () => {
      while (Date.now() < moment) {
        count += 1;
        const now = count;
        const isText = now % 2 === 0;
        const edit = isText
          ? {
              do: "prose",
              key: TEXT,
              pieces: [{ kind: "paragraph", text: [{ t: "text", text: `第${now}次。` }], plain: false }],
            }
          : { do: "cell", key: CELL, text: String(now) };
        try {
          const { status } = await program.edit([edit], { merge: now % 3 === 0 });
          if (status === 200) {
            answered.push({ now, isText, at: Date.now() });
          }
        } catch (_) {
          return;
        }
        await pause(PAUSE_MS);
      }
    })();
    await pause(Math.max(0, moment - Date.now()) * random());
    const end = Date.now();
    await program.kill();
    await typing;

    const { status, said } = nianbao(folder, "check", FILE);
    if (
      status === 3 ||
      /\[(syntax|toml)/.test(said) ||
      !fs.readFileSync(path.join(folder, FILE), "utf8").endsWith("\n")
    ) {
      torn += 1;
      console.log(said);
    }
    program = await (await start(folder, { file: FILE })).enter();
    const parts = await program.parts();
    if (parts.broken) {
      torn += 1;
      continue;
    }
    conflicts += parts.conflict ? 1 : 0;
    const cell = Number(parts["section:applications"].table.cells.find((one) => one.key === CELL).text);
    const pieces = parts["section:problems"].body.pieces;
    const text = Number(/第(\d+)次/.exec(JSON.stringify(pieces))?.[1]);
    for (const [isText, there] of [
      [false, cell],
      [true, text],
    ]) {
      const gone = answered.filter((one) => one.isText === isText && one.now > there);
      const oldest = gone.length === 0 ? end : Math.min(...gone.map((one) => one.at));
      most = Math.max(most, end - oldest);
      lost += gone.length;
      if (gone.length > 0) {
        console.log(
          `   lost: ${gone.map((one) => `${one.now} ${end - one.at} ms before`).join(", ")}; ${there} was there`,
        );
      }
    }
  }
  await program.end();
  claim("the data file is never torn", torn === 0, torn);
  claim("nobody else is taken to have changed it", conflicts === 0, conflicts);
  claim(`at most ${most} ms of what was answered are lost (${lost} edits in all)`, most <= LOSS_MS);
});

/** Numbers from 0 to 1, the same each time. */
function seeded(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
