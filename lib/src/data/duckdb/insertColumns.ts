import type { DuckDBConnection } from "@duckdb/node-api";
import { CHUNK, type Insert } from "./columns.js";

/** Append columns to `table` chunk by chunk. */
export async function insertColumns(
  connection: DuckDBConnection,
  table: string,
  columns: Insert,
): Promise<void> {
  const { DOUBLE, DuckDBDataChunk, INTEGER } = await import("@duckdb/node-api");
  const types = columns.map((column) => (column instanceof Int32Array ? INTEGER : DOUBLE));
  const appender = await connection.createAppender(table);
  const rows = columns[0]?.length ?? 0;
  for (let start = 0; start < rows; start += CHUNK) {
    const count = Math.min(CHUNK, rows - start);
    const chunk = DuckDBDataChunk.create(types, count);
    columns.forEach((column, c) => {
      const vector = chunk.getColumnVector(c);
      for (let i = 0; i < count; i++) vector.setItem(i, column[start + i]);
      vector.flush();
    });
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}
