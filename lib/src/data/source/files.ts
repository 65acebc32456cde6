import { createHash } from "node:crypto";
import { createReadStream, existsSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fail, sha256 } from "../../core/index.js";

/** The data files behind a path, and what they are. */
export interface DataFiles {
  readonly kind: "csv" | "parquet";
  /** Base name of the file or folder that was given. */
  readonly name: string;
  readonly isDirectory: boolean;
  /** Absolute paths, sorted by name. */
  readonly paths: readonly string[];
}

const CSV = /\.(csv|tsv|txt)(\.gz|\.zst)?$/i;
const PARQUET = /\.(parquet|pq)$/i;

/**
 * The CSV or Parquet files at `path`: a file, all files of one kind in a folder (not in its subfolders), or those whose names fit a
 * pattern (`bars/2018-*.csv.gz`).
 */
export function findFiles(path: string, kind?: "csv" | "parquet"): DataFiles {
  const full = resolve(path);
  const pattern = existsSync(full) ? undefined : patternOf(basename(full));
  const folder = pattern ? dirname(full) : full;
  if (!existsSync(folder)) fail("data.ingest", "the source does not exist", { received: path });
  const isDirectory = statSync(folder).isDirectory();
  const names = isDirectory
    ? readdirSync(folder)
        .filter((name) => pattern?.test(name) ?? true)
        .sort()
    : [full];
  const files = {
    csv: names.filter((name) => CSV.test(name)),
    parquet: names.filter((name) => PARQUET.test(name)),
  };
  if (!isDirectory && kind) files[kind] = names;
  const found = kind ?? (files.csv.length > 0 ? "csv" : "parquet");
  if (kind === undefined && files.csv.length > 0 && files.parquet.length > 0) {
    fail(
      "data.ingest",
      `the folder holds ${files.csv.length} CSV and ${files.parquet.length} Parquet files`,
      {
        received: basename(full),
        fix: 'say which with { kind: "csv", path } or { kind: "parquet", path }',
      },
    );
  }
  if (files[found].length === 0) {
    fail("data.ingest", "no .csv, .csv.gz or .parquet file found", { received: path });
  }
  const paths = isDirectory ? files[found].map((name) => join(folder, name)) : [full];
  return { kind: found, name: basename(full), isDirectory, paths };
}

/** A name with `*` (any characters) or `?` (one) as an expression; undefined for a plain name. */
function patternOf(name: string): RegExp | undefined {
  if (!/[*?]/.test(name)) return undefined;
  const escaped = name.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`);
}

/** SHA-256 of a file's bytes, hex, in constant memory. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

/** SHA-256 over names and contents of several files; of one file its own. */
export async function hashFiles(paths: readonly string[]): Promise<string> {
  if (paths.length === 1) return hashFile(paths[0]);
  const parts: string[] = [];
  for (const path of paths) parts.push(`${basename(path)} ${await hashFile(path)}\n`);
  return sha256(parts.join(""));
}

/** The symbol that a per-symbol file is named after: `BRK.B.csv.gz` holds `BRK.B`. */
export const FILE_EXTENSION = "\\.(csv|tsv|txt|parquet|pq)(\\.gz|\\.zst)?$";
