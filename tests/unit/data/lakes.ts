import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, onTestFinished } from "vitest";
import { type Lake, openLake } from "../../../lib/src/data/index.js";

/** A folder that is gone when the test is over. */
export function tempDir(): string {
  const dir = mkdtempSync(join(tmpdir(), "assay-data-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

export function tempLake(): Lake {
  return openLake(join(tempDir(), "lake"));
}

/** A lake for all tests of a file. */
export function tempLakeForFile(): Lake {
  const dir = mkdtempSync(join(tmpdir(), "assay-data-"));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  return openLake(join(dir, "lake"));
}

export function writeText(dir: string, name: string, text: string): string {
  const path = join(dir, name);
  writeFileSync(path, text);
  return path;
}

export const HEADER = "date,symbol,open,high,low,close,volume";

/** The 21 weekdays of January 2020 but the first two, `YYYY-MM-DD`. */
export const DAYS = Array.from({ length: 31 }, (_, i) => new Date(Date.UTC(2020, 0, 1 + i)))
  .filter((date) => date.getUTCDay() % 6 !== 0 && date.getUTCDate() > 2)
  .map((date) => date.toISOString().slice(0, 10));

/** Sound bars of some symbols: one CSV line per symbol and day, prices that drift a little. */
export function soundBars(symbols: readonly string[] = ["AAA", "BBB", "CCC"]): string[] {
  return symbols.flatMap((symbol, j) =>
    DAYS.map((date, i) => {
      const close = 20 + 5 * j + 0.25 * ((i * (j + 2)) % 7);
      return [date, symbol, close - 0.5, close + 1, close - 1, close, 1000 + 10 * i].join(",");
    }),
  );
}

/** The lines with line `i` replaced, or removed. */
export function changed(lines: readonly string[], i: number, ...line: string[]): string[] {
  return [...lines.slice(0, i), ...line, ...lines.slice(i + 1)];
}

export function csv(lines: readonly string[], header = HEADER): string {
  return `${[header, ...lines].join("\n")}\n`;
}
