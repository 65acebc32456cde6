import { createHash } from "node:crypto";
import { canonicalJson, sha256 } from "../../core/index.js";
import type { Database } from "../duckdb/database.js";
import { identifier, literal } from "../duckdb/sql.js";

/**
 * SHA-256 of a table's content, hex: column by column, so that neither the writer's version nor the size of a
 * chunk or row group matters. Every column but `symbol` and `date` is a number; missing is one kind of NaN.
 */
export async function hashBars(db: Database, file: string, columns: readonly string[]): Promise<string> {
  const hashes = ["days", ...columns].map(() => createHash("sha256"));
  const values = columns.map((name) => `coalesce(${identifier(name)}, 'NaN'::DOUBLE)`);
  await db.scan(
    `SELECT (date - DATE '1970-01-01')::INTEGER, ${values.join(", ")} FROM read_parquet(${literal(file)})`,
    (chunk) => {
      chunk.forEach((column, c) => {
        const bytes = column instanceof Int32Array ? column : canonicalNaN(column);
        hashes[c].update(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
      });
    },
  );
  const runs = await db.rows(
    `SELECT symbol, count(*)::DOUBLE AS n FROM read_parquet(${literal(file)}) GROUP BY symbol ORDER BY symbol`,
  );
  const symbols = runs.map((row) => [row.symbol, row.n]);
  return sha256(canonicalJson({ columns, symbols, hashes: hashes.map((hash) => hash.digest("hex")) }));
}

/** SHA-256 of a small table in the order of all its columns, hex. */
export async function hashRows(db: Database, file: string): Promise<string> {
  const rows = await db.rows(`SELECT COLUMNS(*)::VARCHAR FROM read_parquet(${literal(file)}) ORDER BY ALL`);
  return sha256(canonicalJson(rows));
}

/** Missing values with the same bits everywhere, and 0 without a sign. */
function canonicalNaN(values: Float64Array): Float64Array {
  const out = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) out[i] = Number.isNaN(values[i]) ? Number.NaN : values[i] + 0;
  return out;
}
