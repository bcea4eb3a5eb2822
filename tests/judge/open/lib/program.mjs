// The program under judgement: starts it on a folder of its own, gives the address that it prints, asks it questions
// as a browser would. Takes what the shell gave the script: the program's path.

import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import readline from "node:readline";

/** The program, as the shell names it; the scripts run elsewhere than they stand. */
export const binary = path.resolve(process.argv[2]);
/** The project. */
export const root = process.env.PROJECT ? path.resolve(process.env.PROJECT) : path.resolve("../..");

const WAIT_MS = 30_000;
const folders = [];
const running = new Set();

process.on("exit", () => {
  running.forEach((one) => one.process.kill("SIGKILL"));
  folders.forEach((folder) => fs.rmSync(folder, { recursive: true, force: true }));
});

/** A new folder, with copies of data files of the project in it. */
export function newFolder(...files) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "open-"));
  folders.push(folder);
  for (const file of files) {
    fs.copyFileSync(path.join(root, file), path.join(folder, path.basename(file)));
  }
  return folder;
}

/** Has the program do something else than `open`, in a folder; gives its exit code and what it said. */
export function nianbao(folder, ...args) {
  const { status, stdout, stderr } = spawnSync(binary, args, { cwd: folder, encoding: "utf8" });
  return { status, said: stdout + stderr };
}

/**
 * Starts the page in a folder; waits for its address.
 * @param {{file?: string, port?: number, more?: string[], through?: string[]}} how file: the report; through: a
 *   program that starts it
 */
export async function start(folder, { file, port, more = [], through = [] } = {}) {
  const state = path.join(folder, ".state");
  const args = ["open", ...(file ? [file] : []), "--no-browser", ...(port ? ["--port", String(port)] : []), ...more];
  const command = [...through, binary, ...args];
  const process_ = spawn(command[0], command.slice(1), {
    cwd: folder,
    env: { ...process.env, XDG_STATE_HOME: state, LC_ALL: "C.UTF-8", TZ: "UTC" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const program = new Program(process_, folder);
  running.add(program);
  process_.stderr.on("data", (data) => (program.said += data));
  program.ended = new Promise((done) =>
    process_.on("exit", (code, signal) => {
      running.delete(program);
      done(code === null ? signal : code);
    }),
  );
  const line = await Promise.race([
    new Promise((done) => readline.createInterface({ input: process_.stdout }).once("line", done)),
    program.ended.then((code) => Promise.reject(new Error(`ended with ${code}: ${program.said}`))),
    new Promise((_, fail) => setTimeout(() => fail(new Error("no address")), WAIT_MS).unref()),
  ]);
  program.address = line;
  program.port = Number(new URL(line).port);
  return program;
}

class Program {
  constructor(process_, folder) {
    this.process = process_;
    this.folder = folder;
    this.said = "";
    this.agent = new http.Agent({ keepAlive: true });
    this.cookie = "";
  }

  get pid() {
    return this.process.pid;
  }

  /** Ends it as Ctrl-C does; gives the exit code. */
  end() {
    this.process.kill("SIGINT");
    return this.ended;
  }

  /** Ends it without a word. */
  kill() {
    this.process.kill("SIGKILL");
    return this.ended;
  }

  /** Enters with the token of the address, as a browser does. */
  async enter(address = this.address) {
    const { headers } = await this.ask("GET", address.slice(address.indexOf("/enter")), { headers: { cookie: "" } });
    this.cookie = String(headers["set-cookie"]).split(";")[0];
    return this;
  }

  /**
   * Sends a request, as this page's own unless `headers` say otherwise. Gives the status, the headers and the body,
   * read as JSON where it is.
   */
  ask(method, url, { body, headers = {}, agent = this.agent } = {}) {
    const own = { cookie: this.cookie, origin: `http://127.0.0.1:${this.port}`, "content-type": "application/json" };
    const sent = Object.entries({ ...own, ...headers }).filter(([, value]) => value !== "" && value !== undefined);
    return new Promise((done, fail) => {
      const asked = http.request(
        { host: "127.0.0.1", port: this.port, path: url, method, agent, headers: Object.fromEntries(sent) },
        (answer) => {
          const parts = [];
          answer.on("data", (part) => parts.push(part));
          answer.on("error", fail);
          answer.on("end", () => {
            const bytes = Buffer.concat(parts);
            const text = bytes.toString("utf8");
            const isJson = String(answer.headers["content-type"]).includes("json");
            const json = isJson ? JSON.parse(text) : null;
            done({ status: answer.statusCode, headers: answer.headers, bytes, text, body: json });
          });
        },
      );
      asked.on("error", fail);
      asked.end(body === undefined || Buffer.isBuffer(body) ? body : JSON.stringify(body));
    });
  }

  /** Sends edits, and waits for the answer. */
  edit(edits, { since = 1 << 30, base = 1 << 30, merge = false } = {}) {
    return this.ask("POST", "/api/edit", { body: { since, base, merge, edits } });
  }

  /** All parts of the report. */
  async parts() {
    return (await this.ask("GET", "/api/report?since=0")).body.parts;
  }

  /** Waits until what was changed is on the disk. */
  async saved() {
    await until("saved", async () => (await this.parts()).saving.state === "saved");
  }

  /** Resident memory in MiB. */
  memory() {
    const status = fs.readFileSync(`/proc/${this.pid}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)[1]) / 1024;
  }
}

/** Waits until something holds. */
export async function until(what, holds, ms = WAIT_MS) {
  const end = Date.now() + ms;
  for (;;) {
    const value = await holds();
    if (value) {
      return value;
    }
    if (Date.now() > end) {
      throw new Error(`waited in vain: ${what}`);
    }
    await pause(20);
  }
}

export function pause(ms) {
  return new Promise((done) => setTimeout(done, ms));
}
