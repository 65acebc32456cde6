import type { DuckDBConnection } from "@duckdb/node-api";

export type SqlType = "VARCHAR" | "DOUBLE" | "BOOLEAN" | "TIMESTAMP";

/** A cell; instants are ISO 8601 text. */
export type SqlValue = string | number | boolean | null;

/** Rows a chunk holds at most. */
const CHUNK = 2048;

/** A table that is filled row by row and then given to DuckDB by columns. */
export class SqlTable {
  private readonly columns: SqlValue[][];
  private readonly names: readonly string[];

  constructor(private readonly types: Readonly<Record<string, SqlType>>) {
    this.names = Object.keys(types);
    this.columns = this.names.map(() => []);
  }

  add(...row: readonly SqlValue[]): void {
    for (let i = 0; i < row.length; i++) this.columns[i].push(row[i]);
  }

  /** Create the table under `name`, with its rows. */
  async create(connection: DuckDBConnection, name: string): Promise<void> {
    const columns = this.names.map((column) => `${quoted(column)} ${this.types[column]}`);
    await connection.run(`CREATE TABLE ${name} (${columns.join(", ")})`);
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

/** A name as an identifier. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
