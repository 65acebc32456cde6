import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { counted, literal, type Showable, showsItself, TableView } from "../../core/index.js";
import { type Database, withDatabase } from "../duckdb/database.js";
import { hashFile } from "../source/files.js";
import type { ManifestEntry, ManifestFile } from "./manifest.js";

/** One file against its manifest line. */
export interface FileCheck {
  readonly dataset: string;
  readonly version: string;
  readonly path: string;
  readonly state: "ok" | "missing" | "damaged";
  /** What differs; empty when nothing does. */
  readonly problem: string;
}

/** The result of re-hashing the files of a lake. */
export class Verification implements Showable {
  constructor(readonly files: readonly FileCheck[]) {}

  /** Whether every file is there and has the bytes and rows that were published. */
  get ok(): boolean {
    return this.problems.length === 0;
  }
  get problems(): readonly FileCheck[] {
    return this.files.filter((file) => file.state !== "ok");
  }

  toText(): string {
    return this.#table().toText();
  }
  toHtml(): string {
    return this.#table().toHtml();
  }

  #table(): TableView {
    const rows = this.ok ? summary(this.files) : this.problems;
    const columns = this.ok
      ? ["dataset", "version", "files", "state"]
      : ["dataset", "version", "path", "state", "problem"];
    return new TableView(rows as readonly Record<string, string | number>[], {
      title: this.ok
        ? `${counted(this.files.length, "file is as it was", "files are as they were")} published`
        : `${this.problems.length} of ${this.files.length} files are not as they were published`,
      columns: columns.map((key) => ({ key })),
      note: this.ok ? "" : "ingest the source again to publish an intact version",
    });
  }
}
showsItself(Verification);

/** Compare the files of versions with the manifest, each once: presence, size, SHA-256, and rows by reading it. */
export async function verifyVersions(root: string, entries: readonly ManifestEntry[]): Promise<FileCheck[]> {
  return withDatabase(async (db) => {
    const checks = new Map<string, FileCheck>();
    for (const { dataset, version, files } of [...entries].reverse()) {
      for (const file of files) {
        if (checks.has(file.path)) continue;
        const finding = await checkFile(db, join(root, file.path), file);
        checks.set(file.path, { dataset, version, path: file.path, ...finding });
      }
    }
    return [...checks.values()];
  });
}

type State = Pick<FileCheck, "state" | "problem">;

/** A file against what was published: presence, size, SHA-256. */
export async function checkBytes(
  path: string,
  { bytes, sha256 }: Pick<ManifestFile, "bytes" | "sha256">,
): Promise<State> {
  if (!existsSync(path)) return { state: "missing", problem: "the file is gone" };
  const { size } = statSync(path);
  if (size !== bytes) return damaged(`${size} bytes, published with ${bytes}`);
  if ((await hashFile(path)) !== sha256) return damaged("SHA-256 differs from the published one");
  return { state: "ok", problem: "" };
}

async function checkFile(db: Database, path: string, file: ManifestFile): Promise<State> {
  const state = await checkBytes(path, file);
  if (state.state !== "ok") return state;
  const rows = await countRows(db, path);
  if (rows !== file.rows) return damaged(`${rows} rows, published with ${file.rows}`);
  return { state: "ok", problem: "" };
}

function damaged(problem: string): State {
  return { state: "damaged", problem };
}

async function countRows(db: Database, path: string): Promise<number> {
  const [{ n }] = await db.rows(`SELECT count(*)::DOUBLE AS n FROM read_parquet(${literal(path)})`);
  return Number(n);
}

function summary(files: readonly FileCheck[]): Record<string, string | number>[] {
  const counts = new Map<string, { dataset: string; version: string; files: number; state: string }>();
  for (const { dataset, version } of files) {
    const row = counts.get(dataset) ?? { dataset, version, files: 0, state: "ok" };
    row.files++;
    counts.set(dataset, row);
  }
  return [...counts.values()];
}
