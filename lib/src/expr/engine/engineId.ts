import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sha256 } from "../../core/index.js";

let known: string | undefined;

/**
 * What the digits of a result depend on beside expression and data: the code of the factor language and of the
 * kernels, and the version of the JavaScript engine (its exponentials, and the powers that the kernels leave to it).
 * SHA-256, first 16 hex digits.
 */
export function engineId(): string {
  known ??= sha256(process.versions.v8, ...["expr", "core"].map(codeIn)).slice(0, 16);
  return known;
}

function codeIn(room: string): string {
  const folder = fileURLToPath(new URL(`../../${room}/`, import.meta.url));
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /(?<!\.d)\.[jt]s$/.test(name))
    .sort();
  return files
    .map((name) => `${name.replaceAll("\\", "/")}\n${sha256(readFileSync(folder + name))}`)
    .join("\n");
}
