import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** The compiled room, for child processes. */
const TRACKING = new URL("../../lib/dist/tracking/index.js", import.meta.url).href;
const CORE = new URL("../../lib/dist/core/index.js", import.meta.url).href;

/** A use of data, for runs in which it does not matter. */
export const USE = {
  dataset: "d",
  version: "v1",
  fingerprint: "ab".repeat(32),
  from: "2020-01-01",
  to: "2020-12-31",
  rows: 5,
};

/** A folder that is removed when the test is over. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "assay-tracking-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A project folder without git. */
export function project(): string {
  const root = temporaryFolder();
  write(root, "package.json", '{ "workspaces": ["lib"] }\n');
  return root;
}

/** A project folder in git, with one commit. */
export function repository(files: Readonly<Record<string, string>> = {}): string {
  const root = project();
  write(root, ".gitignore", "experiments/\nignored/\n");
  for (const [path, text] of Object.entries(files)) write(root, path, text);
  gitIn(root, "init", "-q", "-b", "trunk");
  gitIn(root, "add", "-A");
  gitIn(root, "commit", "-q", "-m", "first");
  return root;
}

export function gitIn(cwd: string, ...args: readonly string[]): string {
  const who = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "core.autocrlf=false"];
  return execFileSync("git", [...who, ...args], { cwd, encoding: "utf8" });
}

export function write(root: string, path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

export interface ChildEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/**
 * Run `script` in a Node process of its own, in `cwd`, with the room's and the recorder's names imported.
 * `onOutput` is told what the child has printed so far, with a way to signal it.
 */
export function inChild(
  cwd: string,
  script: string,
  {
    env = {},
    onOutput = () => {},
  }: {
    env?: Record<string, string>;
    onOutput?: (out: string, kill: (signal: NodeJS.Signals) => void) => void;
  } = {},
): Promise<ChildEnd> {
  const imports = `import * as tracking from ${JSON.stringify(TRACKING)};\nimport { record, Random } from ${JSON.stringify(CORE)};\n`;
  const { ASSAY_ROOT: _root, ASSAY_RUN_DIR: _run, ...inherited } = process.env;
  const child = spawn(process.execPath, ["--input-type=module", "-e", imports + script], {
    cwd,
    env: { ...inherited, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk) => {
    out += chunk;
    onOutput(out, (signal) => child.kill(signal));
  });
  child.stderr.on("data", (chunk) => {
    err += chunk;
  });
  return new Promise((resolve) => child.on("close", (code, signal) => resolve({ code, signal, out, err })));
}
