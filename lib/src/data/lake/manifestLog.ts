import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from "node:fs";
import { basename, dirname } from "node:path";
import { fail } from "../../core/index.js";
import type { ManifestEntry } from "./manifest.js";
import { deltaOf, type ManifestLine, resolved } from "./manifestLine.js";

/** All versions, oldest first; a dataset that was never published has none. */
export function readManifest(path: string): ManifestEntry[] {
  if (!existsSync(path)) return [];
  const entries: ManifestEntry[] = [];
  for (const [i, text] of readFileSync(path, "utf8").split("\n").entries()) {
    if (text === "") continue;
    const line = parsed(text);
    if (line && "collected" in line) markCollected(entries, line);
    else entries.push((line && resolved(line, entries.at(-1))) ?? failDamaged(path, i + 1));
  }
  return entries;
}

/** Add a version. The whole file is replaced by a rename: this is the moment in which the version exists. */
export function appendManifest(path: string, entry: ManifestEntry): void {
  appendLine(path, deltaOf(entry, readManifest(path).at(-1)));
}

/** Say of versions that their files may be deleted: from then on nobody can open them. */
export function appendCollected(path: string, versions: readonly string[]): void {
  appendLine(path, { schema: 2, collected: versions, at: new Date().toISOString() });
}

interface CollectedLine {
  readonly schema: 2;
  readonly collected: readonly string[];
  readonly at: string;
}

function markCollected(entries: ManifestEntry[], { collected, at }: CollectedLine): void {
  for (const [i, entry] of entries.entries()) {
    if (collected.includes(entry.version)) entries[i] = { ...entry, collectedAt: at };
  }
}

function parsed(text: string): ManifestLine | CollectedLine | undefined {
  try {
    const line: ManifestLine | CollectedLine | null = JSON.parse(text);
    if (line === null || typeof line !== "object") return undefined;
    if ("collected" in line) return Array.isArray(line.collected) ? line : undefined;
    return typeof line.version === "string" && Array.isArray(line.files) ? line : undefined;
  } catch {
    return undefined;
  }
}

function failDamaged(path: string, line: number): never {
  return fail("data.lake", `line ${line} of the manifest of ${basename(dirname(path))} is damaged`, {
    fix: "restore manifest.jsonl from a copy: later lines may build on this one",
  });
}

function appendLine(path: string, line: ManifestLine | CollectedLine): void {
  const before = existsSync(path) ? readFileSync(path, "utf8") : "";
  mkdirSync(dirname(path), { recursive: true });
  const next = `${path}.next`;
  const file = openSync(next, "w");
  writeSync(file, `${before}${JSON.stringify(line)}\n`);
  fsyncSync(file);
  closeSync(file);
  renameSync(next, path);
}
