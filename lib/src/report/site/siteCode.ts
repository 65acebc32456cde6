import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sha256 } from "../../core/index.js";

let known: string | undefined;

/** What pages depend on beside records: the code that writes them. SHA-256, first 16 hex digits. */
export function siteCode(): string {
  known ??= sha256(...["report", "plot", "tracking", "core/show"].map(codeIn)).slice(0, 16);
  return known;
}

function codeIn(folder: string): string {
  const path = fileURLToPath(new URL(`../../${folder}/`, import.meta.url));
  const files = readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((name) => /(?<!\.d)\.[jt]s$/.test(name))
    .sort();
  return files.map((name) => `${name}\n${sha256(readFileSync(path + name))}`).join("\n");
}
