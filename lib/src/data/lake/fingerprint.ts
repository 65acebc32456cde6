import { createHash } from "node:crypto";
import { canonicalJson, identifier, sha256 } from "../../core/index.js";
import type { Database } from "../duckdb/database.js";
import type { ManifestEntry, PartitionContent } from "./manifest.js";

/**
 * SHA-256 of a version's content, hex: of what its partitions and tables hold, whatever files that lies in. The names
 * are those of the files of an ingest of the whole.
 */
export function fingerprintOf({
  partitions,
  tables,
}: Required<Pick<ManifestEntry, "partitions" | "tables">>): string {
  const bars = Object.entries(partitions).map(([name, { hash }]) => [`raw/bars/${name}/bars.parquet`, hash]);
  const others = Object.entries(tables).map(([name, hash]) => [`raw/${name}.parquet`, hash]);
  return sha256(canonicalJson(Object.fromEntries([...bars, ...others])));
}

/**
 * What bars hold. `bars` is SQL for them in the order of symbol and date; `columns` are their numbers. The hash is taken column
 * by column, so that neither the writer's version nor the size of a chunk or row group matters; missing is one kind of NaN.
 */
export async function contentOf(
  db: Database,
  bars: string,
  columns: readonly string[],
): Promise<PartitionContent> {
  const hashes = ["days", ...columns].map(() => createHash("sha256"));
  const values = columns.map((name) => `coalesce(${identifier(name)}, 'NaN'::DOUBLE)`);
  await db.scan(`SELECT (date - DATE '1970-01-01')::INTEGER, ${values.join(", ")} FROM ${bars}`, (chunk) => {
    chunk.forEach((column, c) => {
      const bytes = column instanceof Int32Array ? column : canonicalNaN(column);
      hashes[c].update(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    });
  });
  const runs = await db.rows(
    `SELECT symbol, count(*)::DOUBLE AS n FROM ${bars} GROUP BY symbol ORDER BY symbol`,
  );
  const [span] = await db.rows(`SELECT count(*)::DOUBLE AS rows, count(DISTINCT date)::DOUBLE AS sessions,
    min(date)::VARCHAR AS first, max(date)::VARCHAR AS last FROM ${bars}`);
  const symbols = runs.map((row) => [row.symbol, row.n]);
  return {
    hash: sha256(canonicalJson({ columns, symbols, hashes: hashes.map((hash) => hash.digest("hex")) })),
    rows: Number(span.rows),
    sessions: Number(span.sessions),
    from: String(span.first),
    to: String(span.last),
  };
}

/** SHA-256 of a small table in the order of all its columns, hex. */
export async function hashRows(db: Database, table: string): Promise<string> {
  const rows = await db.rows(`SELECT COLUMNS(*)::VARCHAR FROM ${table} ORDER BY ALL`);
  return sha256(canonicalJson(rows));
}

/** Missing values with the same bits everywhere, and 0 without a sign. */
function canonicalNaN(values: Float64Array): Float64Array {
  const out = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) out[i] = Number.isNaN(values[i]) ? Number.NaN : values[i] + 0;
  return out;
}
