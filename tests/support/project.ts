import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";

const ROOT = new URL("../../", import.meta.url).pathname;

/** Settings of the person who runs the tests that would lead out of the project. */
const SETTINGS = ["ASSAY_DATA", "ASSAY_ROOT", "ASSAY_RUN_DIR"];

/** A project of its own in a temporary folder: the library linked, the templates and notebooks copied, nothing else. */
export interface Project {
  readonly dir: string;
  /** Run the command line in the project. Never rejects: the exit code is part of the answer. */
  assay(...args: string[]): Promise<Ran>;
  /** The same in the process of the test, which saves the start of one: for commands that leave nothing behind in it. */
  assayHere(...args: string[]): Promise<Ran>;
  remove(): void;
}

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function makeProject(): Project {
  const dir = mkdtempSync(join(tmpdir(), "assay-project-"));
  writeFileSync(
    join(dir, "package.json"),
    JSON.stringify({ name: "project", private: true, workspaces: [] }),
  );
  symlinkSync(join(ROOT, "node_modules"), join(dir, "node_modules"), "dir");
  for (const folder of ["templates", "notebooks", "config"]) {
    cpSync(join(ROOT, folder), join(dir, folder), { recursive: true });
  }
  for (const folder of ["data", "experiments", "output"]) mkdirSync(join(dir, folder));
  return {
    dir,
    assay: (...args) => assay(dir, args),
    assayHere: (...args) => assayHere(dir, args),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

async function assayHere(cwd: string, args: readonly string[]): Promise<Ran> {
  const { main } = await import("../../lib/dist/cli/index.js");
  const said = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    vi.spyOn(process[name], "write").mockImplementation((text) => {
      said[name] += text;
      return true;
    });
  }
  for (const name of SETTINGS) vi.stubEnv(name, undefined);
  const before = process.cwd();
  process.chdir(cwd);
  try {
    return { code: await main(args), ...said };
  } finally {
    process.chdir(before);
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  }
}

function assay(cwd: string, args: readonly string[]): Promise<Ran> {
  const env = { ...process.env };
  for (const name of SETTINGS) delete env[name];
  const options = { cwd, env, maxBuffer: 64 << 20 };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [join(ROOT, "lib/bin/assay.js"), ...args],
      options,
      (_, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}
