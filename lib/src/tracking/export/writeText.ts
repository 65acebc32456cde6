import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Write a file, and make its folder. */
export function writeText(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
