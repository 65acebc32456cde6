import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";

/** Copy a file that is there, and make the folder of the copy. */
export function copyFile(from: string, to: string): void {
  if (!existsSync(from)) return;
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
}
