import type { DuckDBConnection, DuckDBVector } from "@duckdb/node-api";
import type { NumericColumn, Scan } from "./columns.js";

/**
 * Stream a query whose columns are all `DOUBLE` or `INTEGER`. A null double is `NaN`; let the query turn null
 * integers into values. Returns the number of rows.
 */
export async function readColumns(connection: DuckDBConnection, sql: string, scan: Scan): Promise<number> {
  const result = await connection.stream(sql);
  let rows = 0;
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) return rows;
    const columns = Array.from({ length: chunk.columnCount }, (_, i) => numbersOf(chunk.getColumnVector(i)));
    scan(columns, chunk.rowCount);
    rows += chunk.rowCount;
  }
}

/** The values of a vector; nulls are replaced one by one only where there are any. */
function numbersOf(vector: DuckDBVector): NumericColumn {
  const items: unknown = Reflect.get(vector, "items");
  if (items instanceof Int32Array) return items;
  const values = items instanceof Float64Array ? items : new Float64Array(vector.itemCount);
  if (items instanceof Float64Array && allValid(vector)) return values;
  for (let i = 0; i < values.length; i++) {
    const item = vector.getItem(i);
    values[i] = typeof item === "number" ? item : Number.NaN;
  }
  return values;
}

/** Whether the vector carries no null mask at all, which the client keeps as `null` data. */
function allValid(vector: DuckDBVector): boolean {
  const validity: unknown = Reflect.get(vector, "validity");
  return typeof validity === "object" && validity !== null && Reflect.get(validity, "data") === null;
}
