import type { DuckDBConnection } from "@duckdb/node-api";
import type { Insert, Scan } from "./columns.js";
import { insertColumns } from "./insertColumns.js";
import { readColumns } from "./readColumns.js";

/** An embedded DuckDB in memory, used for one piece of work and closed after it. */
export interface Database {
  /** Run statements whose result nobody reads. */
  run(sql: string): Promise<void>;
  /** A small result as rows; dates come back as text. For more than a few thousand rows use {@link scan}. */
  rows(sql: string): Promise<Record<string, unknown>[]>;
  /** A large result, chunk by chunk, as typed columns: see {@link Scan}. */
  scan(sql: string, scan: Scan): Promise<number>;
  /** Append typed columns to an existing table. */
  insert(table: string, columns: Insert): Promise<void>;
}

export interface DatabaseOptions {
  /** Where intermediate results go when memory is short. Default: nowhere. */
  spillDir?: string;
  /** Threads that DuckDB may use. Default: all. */
  threads?: number;
  /** Memory that DuckDB may use [megabytes]. Default: 80 % of the machine's. */
  memory?: number;
}

/**
 * Open a database, do `work`, close it. Nothing is downloaded: the extensions Assay needs are built in.
 * The client is loaded on first use, so that importing Assay stays fast.
 */
export function withDatabase<T>(
  work: (db: Database) => Promise<T>,
  options: DatabaseOptions = {},
): Promise<T> {
  return withConnection((connection) => work(databaseOf(connection)), options);
}

/** As {@link withDatabase}, for work that needs the client's own connection. */
export async function withConnection<T>(
  work: (connection: DuckDBConnection) => Promise<T>,
  options: DatabaseOptions = {},
): Promise<T> {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const instance = await DuckDBInstance.create(":memory:", {
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    // Tables live for one piece of work: a checkpoint would compress them all, for seconds, to be dropped soon after.
    checkpoint_threshold: "1TB",
    temp_directory: options.spillDir ?? "",
    ...(options.threads && { threads: String(options.threads) }),
    ...(options.memory && { memory_limit: `${options.memory}MB` }),
  });
  const connection = await instance.connect();
  try {
    await connection.run("SET TimeZone = 'UTC'; SET preserve_insertion_order = true");
    return await work(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function databaseOf(connection: DuckDBConnection): Database {
  return {
    run: async (sql) => {
      await connection.run(sql);
    },
    rows: async (sql) => {
      const reader = await connection.runAndReadAll(sql);
      return reader.getRowObjectsJson() as Record<string, unknown>[];
    },
    scan: (sql, scan) => readColumns(connection, sql, scan),
    insert: (table, columns) => insertColumns(connection, table, columns),
  };
}
