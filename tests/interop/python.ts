import { execFileSync } from "node:child_process";

/** A Python with Jupyter, pandas and polars, named by `ASSAY_PYTHON`; without it these checks are skipped. */
export const PYTHON = process.env.ASSAY_PYTHON;

/** Run a Python program; returns what it printed. */
export function python(code: string, ...args: string[]): string {
  return execFileSync(PYTHON as string, ["-c", code, ...args], { encoding: "utf8", maxBuffer: 64 << 20 });
}
