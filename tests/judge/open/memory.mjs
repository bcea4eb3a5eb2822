// The memory of the program while a report is edited a thousand times: no growth. A release build stays under 150 MiB.

import { claim, heading, judge } from "./lib/judge.mjs";
import { binary, newFolder, start } from "./lib/program.mjs";

const isRelease = binary.includes("release");
// A debug build is ten times as slow.
const EDITS = isRelease ? 1000 : 200;
const EARLY = 100;
const LIMIT_MIB = 150;
const GROWTH_MIB = 16;

judge(async () => {
  heading("yunshan-2025");
  const folder = newFolder("data/yunshan-2025.toml", "data/yunshan-2024.toml");
  const program = await (await start(folder, { file: "yunshan-2025.toml" })).enter();
  let revision = 0;
  let early = 0;
  const first = (await program.ask("GET", "/api/report?since=0")).body;
  revision = first.revision;
  const overview = first.parts["section:overview"].body.pieces;
  for (let at = 1; at <= EDITS; at += 1) {
    const edits =
      at % 5 === 0
        ? [
            {
              do: "prose",
              key: "overview.body",
              pieces: [
                { kind: "paragraph", text: [{ t: "text", text: `全年共 ${at} 次。` }], plain: false },
                ...overview.map(({ source }) => ({ source })),
              ],
            },
          ]
        : [
            {
              do: "cell",
              key: `applications.received.${["natural", "enterprise", "research"][at % 3]}`,
              text: String(at),
            },
          ];
    const { status, body } = await program.edit(edits, { since: revision, base: revision });
    if (status !== 200) {
      throw new Error(`edit ${at}: ${status} ${JSON.stringify(body)}`);
    }
    revision = body.revision;
    if (at === EARLY) {
      early = program.memory();
    }
  }
  const late = program.memory();
  const words = `${early.toFixed(1)} MiB after ${EARLY} edits, ${late.toFixed(1)} MiB after ${EDITS}, ${(late - early).toFixed(1)} more`;
  claim(words, late - early <= GROWTH_MIB);
  claim(isRelease ? `under ${LIMIT_MIB} MiB` : "not judged: no release build", !isRelease || late < LIMIT_MIB);
  await program.end();
});
