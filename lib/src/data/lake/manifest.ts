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
import type { ColumnMatch } from "../columns/detectColumns.js";
import type { Counts } from "../quality/inspect.js";
import type { QualityPolicy } from "../quality/policy.js";
import type { SourceInfo } from "../source/source.js";

/** A published file of a dataset version. */
export interface ManifestFile {
  /** Relative to the lake, with forward slashes. */
  readonly path: string;
  readonly bytes: number;
  readonly rows: number;
  /** SHA-256 of the bytes, hex. */
  readonly sha256: string;
}

/** One line of a dataset's manifest: everything that is known about one published version. */
export interface ManifestEntry {
  readonly schema: 1;
  readonly dataset: string;
  /** `v1`, `v2`, … */
  readonly version: string;
  readonly frequency: "1d";
  /** SHA-256 of the published content, hex: the same content has the same fingerprint, whatever file format it came in. */
  readonly fingerprint: string;
  /** When it was published, UTC. */
  readonly publishedAt: string;
  readonly rows: number;
  readonly symbols: number;
  readonly sessions: number;
  /** First and last session, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  /** Rows that were delivered, good or bad. */
  readonly delivered: number;
  readonly quarantined: Counts;
  readonly flagged: Counts;
  readonly source: SourceInfo;
  readonly columns: readonly ColumnMatch[];
  readonly policy: QualityPolicy;
  readonly files: readonly ManifestFile[];
}

/** All versions, oldest first; a dataset that was never published has none. */
export function readManifest(path: string): ManifestEntry[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line, i) => parseLine(line, i + 1, path));
}

function parseLine(line: string, number: number, path: string): ManifestEntry {
  try {
    const entry: ManifestEntry = JSON.parse(line);
    if (entry.schema === 1 && typeof entry.version === "string" && Array.isArray(entry.files)) return entry;
  } catch {
    // Falls through to the error that says which line is damaged.
  }
  fail("data.lake", `line ${number} of the manifest of ${basename(dirname(path))} is damaged`, {
    fix: "restore manifest.jsonl from a copy, or remove the damaged line",
  });
}

/** Add a version. The whole file is replaced by a rename: this is the moment in which the version exists. */
export function appendManifest(path: string, entry: ManifestEntry): void {
  const before = existsSync(path) ? readFileSync(path, "utf8") : "";
  mkdirSync(dirname(path), { recursive: true });
  const next = `${path}.next`;
  const file = openSync(next, "w");
  writeSync(file, `${before}${JSON.stringify(entry)}\n`);
  fsyncSync(file);
  closeSync(file);
  renameSync(next, path);
}
