import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { madeRun, madeRuns } from "../support/site.js";
import { write } from "../support/tracking.js";

const ASSAY = new URL("../../lib/bin/assay.js", import.meta.url).pathname;

describe("assay site", () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "assay-site-")));
  const site = join(root, "output/site");
  let runs: ReturnType<typeof madeRuns>;
  beforeAll(() => {
    write(root, "package.json", '{ "workspaces": ["lib"] }\n');
    runs = madeRuns(root);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  /** Runs the command; `onText` is told what it has printed so far. */
  function assay(
    args: readonly string[],
    onText: (text: string, kill: (signal: NodeJS.Signals) => void) => void = () => {},
  ): Promise<{ code: number | null; text: string }> {
    const { ASSAY_ROOT: _root, ASSAY_RUN_DIR: _run, ...env } = process.env;
    const child = spawn(process.execPath, [ASSAY, "site", ...args], { cwd: root, env });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        text += chunk;
        onText(text, (signal) => child.kill(signal));
      });
    }
    return new Promise((resolve) => child.on("close", (code) => resolve({ code, text })));
  }

  it("builds, serves on this machine only, and ends well with Ctrl-C", async () => {
    let asked: Promise<unknown> | undefined;
    const { code, text } = await assay(["--serve", "--port", "0"], (said, kill) => {
      const [, address] = /serving (http:\/\/127\.0\.0\.1:\d+\/) /.exec(said) ?? [];
      if (!address || asked) return;
      asked = Promise.all(["", "site.css", "nothing"].map((path) => fetch(address + path)))
        .then((answers) => answers.map(({ status }) => status))
        .finally(() => kill("SIGINT"));
    });
    expect(await asked).toEqual([200, 200, 404]);
    expect(text).toMatch(
      /^7 runs, 7 of them written anew, 1 study, 1 unreadable\nsite {8}output\/site\/index\.html\n/,
    );
    expect(code).toBe(0);
  });

  it("refuses with exit code 2: a port that is none, one run to compare, a run that is not there, a folder of others", async () => {
    write(root, "output/mine/thesis.txt", "years of work");
    const refused = [
      ["--port", "70000"],
      ["--compare", runs.alone],
      ["--compare", runs.alone, "2020"],
      ["--out", "output/mine"],
      ["--where", "nothing ="],
    ];
    for (const args of refused) expect(await assay(args)).toMatchObject({ code: 2 });
    expect(readFileSync(join(root, "output/mine/thesis.txt"), "utf8")).toBe("years of work");
  });

  it("leaves the site before when it is killed, and nothing after the next build", async () => {
    for (let i = 0; i < 60; i++) madeRun(root, `more ${i}`, { growth: i / 1e4 });
    const index = readFileSync(join(site, "index.html"), "utf8");
    const { ASSAY_ROOT: _root, ASSAY_RUN_DIR: _run, ...env } = process.env;
    const child = spawn(process.execPath, [ASSAY, "site"], { cwd: root, env });
    const watch = setInterval(() => {
      const written = readdirSync(join(root, "output"), { recursive: true, encoding: "utf8" });
      if (written.filter((path) => /\.new\/runs\/[^/]+$/.test(path)).length > 5) child.kill("SIGKILL");
    }, 5);
    const signal = await new Promise((resolve) => child.on("close", (_, by) => resolve(by)));
    clearInterval(watch);
    expect(signal).toBe("SIGKILL");
    expect(readFileSync(join(site, "index.html"), "utf8")).toBe(index);
    expect(readdirSync(join(root, "output")).filter((name) => name.endsWith(".new"))).toHaveLength(1);
    expect(await assay(["--json"])).toMatchObject({ code: 0, text: expect.stringContaining('"runs": 67') });
    expect(readdirSync(join(root, "output")).sort()).toEqual(["mine", "site"]);
  });
});
