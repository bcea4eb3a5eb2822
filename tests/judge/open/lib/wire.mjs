// What the program asks of the system, by strace: it listens on 127.0.0.1, connects to nobody, starts no other program.

import fs from "node:fs";
import path from "node:path";
import { claim, heading } from "./judge.mjs";
import { newFolder, start } from "./program.mjs";

export async function wire() {
  heading("the sockets of a whole run, by strace");
  const folder = newFolder("data/yunshan-2025.toml", "data/yunshan-2024.toml");
  const log = path.join(folder, "strace");
  const through = ["strace", "-f", "-qq", "-s", "64", "-e", "trace=network,execve", "-o", log];
  const program = await (await start(folder, { file: "yunshan-2025.toml", through })).enter();
  await program.edit([{ do: "cell", key: "applications.received.natural", text: "9" }]);
  for (const format of ["pdf", "html", "docx", "xlsx", "json"]) {
    await program.ask("POST", "/api/output", { body: { format, allow_errors: true } });
  }
  await program.ask("POST", "/api/paste/prose", {
    body: { key: "overview.body", html: '<p><img src="http://evil.example/a.png">文字</p>', text: "文字" },
  });
  await program.ask("POST", "/api/import?name=a.html", {
    body: fs.readFileSync(path.join(folder, "yunshan-2025.html")),
  });
  await program.ask("POST", "/api/picture?name=a.svg", {
    body: Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="http://evil.example/a.png"/></svg>',
    ),
  });
  await program.ask("POST", "/api/quit", { body: {} });
  const code = await program.ended;
  claim("it ends as asked", code === 0, code);
  const lines = fs.readFileSync(log, "utf8").split("\n");
  const calls = (name) => lines.filter((line) => new RegExp(`^\\d+ +${name}\\(`).test(line));
  const binds = calls("bind");
  claim("it binds one socket, on 127.0.0.1", binds.length === 1 && binds[0].includes('inet_addr("127.0.0.1")'), binds);
  const sockets = calls("socket");
  claim("it makes no other", sockets.every((line) => line.includes("AF_INET,")) && sockets.length === 1, sockets);
  claim("it connects to nobody", calls("connect").length === 0, calls("connect"));
  const accepted = calls("accept4?").filter((line) => line.includes("sa_family"));
  claim(
    "who comes in comes from 127.0.0.1",
    accepted.length > 0 && accepted.every((line) => line.includes('inet_addr("127.0.0.1")')),
    accepted.length,
  );
  claim("it starts no other program", calls("execve").length === 1, calls("execve"));
}
