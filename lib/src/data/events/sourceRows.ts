import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { fail, identifier, literals, record, sha256 } from "../../core/index.js";
import { withDatabase } from "../duckdb/database.js";
import { findFiles, hashFiles } from "../source/files.js";

/** A row of a source as text; an empty cell is `null`. */
export type SourceRow = Readonly<Record<string, string | null>>;

export interface SourceRows {
  readonly name: string;
  /** SHA-256 of the files, hex. */
  readonly sha256: string;
  readonly columns: readonly string[];
  readonly rows: readonly SourceRow[];
}

const JSON_FILE = /\.json(\.gz)?$/i;

/** Every cell of a CSV, Parquet or JSON file (an array of flat objects), or of a folder of the first two, as text. */
export async function sourceRows(who: string, path: string): Promise<SourceRows> {
  if (JSON_FILE.test(path)) return flatRows(who, readJson(who, path));
  const files = findFiles(path);
  const scan =
    files.kind === "parquet"
      ? `read_parquet(${literals(files.paths)}, union_by_name = true)`
      : `read_csv(${literals(files.paths)}, union_by_name = true, all_varchar = true, header = true, nullstr = '')`;
  return withDatabase(async (db) => {
    const described = await db.rows(`DESCRIBE SELECT * FROM ${scan}`);
    const columns = described.map(({ column_name }) => String(column_name));
    const texts = columns.map((column) => `${identifier(column)}::VARCHAR AS ${identifier(column)}`);
    const rows = await db.rows(`SELECT ${texts.join(", ")} FROM ${scan}`);
    return { name: files.name, sha256: await hashFiles(files.paths), columns, rows: rows as SourceRow[] };
  });
}

/** The content of a JSON file, plain or `.gz`. */
export function readJson(who: string, path: string): { name: string; sha256: string; content: unknown } {
  const full = resolve(path);
  let content: unknown;
  let bytes: Buffer;
  try {
    bytes = readFileSync(full);
    content = JSON.parse((/\.gz$/i.test(path) ? gunzipSync(bytes) : bytes).toString("utf8"));
  } catch (cause) {
    fail(who, `cannot be read: ${(cause as Error).message}`, { received: basename(path), cause });
  }
  return { name: basename(full), sha256: sha256(bytes), content };
}

function flatRows(who: string, { content, ...rest }: ReturnType<typeof readJson>): SourceRows {
  if (!Array.isArray(content))
    fail(who, "a JSON file must hold an array of objects", { received: rest.name });
  const columns = new Set<string>();
  const rows = content.map((row: unknown, i): SourceRow => {
    if (typeof row !== "object" || row === null)
      fail(who, `element ${i} must be an object`, { received: row });
    const cells = Object.entries(row).map(([column, value]): [string, string | null] => {
      columns.add(column);
      return [
        column,
        value === null || value === "" ? null : typeof value === "string" ? value : JSON.stringify(value),
      ];
    });
    return Object.fromEntries(cells);
  });
  return { ...rest, columns: [...columns], rows };
}

/** What stands for the version in the record of a file that was read past the lake. */
export const FILE_VERSION = "file";

/** Tell the run which file was read past the lake. */
export function recordFile(file: { name: string; sha256: string }, dates: readonly string[]): void {
  const sorted = [...dates].sort();
  record((recorder) =>
    recorder.dataUsed({
      ...{ dataset: file.name, version: FILE_VERSION, fingerprint: file.sha256, rows: dates.length },
      ...{ from: sorted[0] ?? "", to: sorted.at(-1) ?? "" },
    }),
  );
}
