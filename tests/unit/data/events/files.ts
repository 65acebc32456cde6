import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { tempDir, writeText } from "../lakes.js";

/** A CSV file of its own folder, gone when the test is over. */
export const csvFile = (...lines: readonly string[]): string =>
  writeText(tempDir(), "file.csv", `${lines.join("\n")}\n`);

export const jsonFile = (content: unknown): string =>
  writeText(tempDir(), "file.json", JSON.stringify(content));

export function gzippedJson(content: unknown): string {
  const path = join(tempDir(), "file.json.gz");
  writeFileSync(path, gzipSync(JSON.stringify(content)));
  return path;
}

/** UTC time as text to the minute. */
export const utc = (instant: number): string => new Date(instant).toISOString().slice(0, 16);
