import type { DuckDBLike } from "./duckdb.js";
import { identifier } from "./sqlText.js";

export type SqlType = "VARCHAR" | "DOUBLE" | "INTEGER" | "BOOLEAN" | "TIMESTAMP";

/** A cell; instants are ISO 8601 text. */
export type SqlValue = string | number | boolean | null;

/** Rows a chunk holds at most. */
const CHUNK = 2048;

/** A table that is filled row by row, or column by column, and then given to DuckDB by columns. */
export class SqlTable {
  private readonly names: readonly string[];

  constructor(
    private readonly types: Readonly<Record<string, SqlType>>,
    private readonly columns: SqlValue[][] = Object.keys(types).map(() => []),
  ) {
    this.names = Object.keys(types);
  }

  add(...row: readonly SqlValue[]): void {
    for (let i = 0; i < row.length; i++) this.columns[i].push(row[i]);
  }

  /** Create the table under `name`, with its rows. */
  async create(connection: DuckDBLike, name: string): Promise<void> {
    const columns = this.names.map((column) => `${identifier(column)} ${this.types[column]}`);
    await connection.run(`CREATE TABLE ${identifier(name)} (${columns.join(", ")})`);
    if (this.columns[0].length === 0) return;
    const duckdb = await import("@duckdb/node-api");
    const types = this.names.map((column) => duckdb[this.types[column]]);
    const appender = await connection.createAppender(name);
    const instant = (value: SqlValue) =>
      value === null ? null : new duckdb.DuckDBTimestampValue(BigInt(Date.parse(String(value))) * 1000n);
    for (let start = 0; start < this.columns[0].length; start += CHUNK) {
      const chunk = duckdb.DuckDBDataChunk.create(types);
      chunk.setColumns(
        this.columns.map((values, i) => {
          const part = values.slice(start, start + CHUNK);
          return this.types[this.names[i]] === "TIMESTAMP" ? part.map(instant) : part;
        }),
      );
      appender.appendDataChunk(chunk);
    }
    appender.flushSync();
    appender.closeSync();
  }
}

/** A number that is missing is NULL, so that no comparison holds of it. */
export const present = (value: number): number | null => (Number.isNaN(value) ? null : value);
