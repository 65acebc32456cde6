import { readFileSync } from "node:fs";
import { sha256 } from "../core/index.js";

/** SHA-256 of a file in hex, or undefined when it cannot be read. */
export function fileSha256(path: string): string | undefined {
  try {
    return sha256(readFileSync(path));
  } catch {
    return undefined;
  }
}
