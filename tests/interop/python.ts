import { execFileSync, spawnSync } from "node:child_process";

/** A Python with Jupyter, pandas and polars, named by `ASSAY_PYTHON`; without it these checks are skipped. */
export const PYTHON = process.env.ASSAY_PYTHON;

/** Run a Python program; returns what it printed. */
export function python(code: string, ...args: string[]): string {
  return execFileSync(PYTHON as string, ["-c", code, ...args], { encoding: "utf8", maxBuffer: 64 << 20 });
}

/** Can that Python import the module? Checks with one that is not installed are skipped. */
export function hasModule(name: string): boolean {
  if (!PYTHON) return false;
  return (
    spawnSync(PYTHON, [
      "-c",
      `import importlib.util, sys; sys.exit(importlib.util.find_spec("${name}") is None)`,
    ]).status === 0
  );
}
