import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import type { ColumnTable } from "arquero";
import {
  arqueroFromDuckDB,
  fail,
  identifier,
  literals,
  Panel,
  panelToDuckDB,
  SqlTable,
  sqlTableFromArquero,
} from "../../core/index.js";
import { withConnection } from "../duckdb/database.js";
import type { SqlParameter, SqlSource, SqlStatement } from "./sqlStatement.js";

/** Which bars of a dataset a query can see. */
export interface SqlUse {
  readonly from: string;
  readonly to: string;
  readonly rows: number;
}

/** What a dataset offers to a query. */
export interface DatasetViews {
  readonly dataset: string;
  /** SQL of the view that has the dataset's name. */
  readonly bars: string;
  /** SQL of views behind a dot, by name: `actions` is `DATASET.actions`. */
  readonly others: Readonly<Record<string, string>>;
  /** The files that all of these read. */
  readonly files: readonly string[];
  /** What of the bars can be seen, where the manifest says it; else they are counted. */
  readonly use?: SqlUse;
}

/** What a kept table of events offers to a query. */
export interface EventView {
  readonly name: string;
  /** SQL of the view `events.NAME`. */
  readonly sql: string;
  readonly file: string;
}

/**
 * Put one question to a database made for it. It is one SELECT and reads the tables, the views and the files behind them:
 * nothing can be written, and no other file or address be reached.
 */
export async function askLake(
  { text, parameters, tables }: SqlStatement,
  views: readonly DatasetViews[],
  events: readonly EventView[],
): Promise<{ readonly table: ColumnTable; readonly uses: readonly SqlUse[] }> {
  return withConnection(async (connection) => {
    for (const [name, source] of tables) await createTable(connection, name, source);
    for (const each of views) await createViews(connection, each);
    await createEventViews(connection, events);
    const uses = [];
    for (const each of views) uses.push(each.use ?? (await useOf(connection, each)));
    const files = literals([...views.flatMap((each) => each.files), ...events.map(({ file }) => file)]);
    await connection.run(
      `SET allowed_paths = ${files}; SET enable_external_access = false; SET lock_configuration = true`,
    );
    try {
      return { table: await askSelect(connection, text, parameters), uses };
    } catch (cause) {
      if (!(cause instanceof Error) || cause.name === "AssayError") throw cause;
      return fail("data.Lake.sql", cause.message.split("\n", 2).join(" "), { received: text.trim(), cause });
    }
  });
}

/** What of a dataset the query can see. */
async function useOf(connection: DuckDBConnection, { dataset }: DatasetViews): Promise<SqlUse> {
  const reader = await connection.runAndReadAll(
    `SELECT coalesce(min(date)::VARCHAR, ''), coalesce(max(date)::VARCHAR, ''), count(*)::DOUBLE FROM ${identifier(dataset)}`,
  );
  const [from, to, rows] = reader.getRowsJS()[0] as [string, string, number];
  return { from, to, rows };
}

async function askSelect(
  connection: DuckDBConnection,
  text: string,
  parameters: readonly SqlParameter[],
): Promise<ColumnTable> {
  const { StatementType } = await import("@duckdb/node-api");
  const statements = await connection.extractStatements(text);
  const prepared = statements.count === 1 ? await statements.prepare(0) : undefined;
  if (prepared?.statementType !== StatementType.SELECT) {
    fail("data.Lake.sql", "a query is one SELECT (also WITH, FROM, VALUES, DESCRIBE, SUMMARIZE)", {
      received: text.trim(),
    });
  }
  prepared.bind(await Promise.all(parameters.map(bound)));
  return arqueroFromDuckDB(await prepared.runAndReadAll());
}

async function bound(value: SqlParameter): Promise<DuckDBValue> {
  const { DuckDBTimestampValue, listValue } = await import("@duckdb/node-api");
  if (value instanceof Date) return new DuckDBTimestampValue(BigInt(value.getTime()) * 1000n);
  return Array.isArray(value) ? listValue([...value]) : (value as DuckDBValue);
}

async function createTable(connection: DuckDBConnection, name: string, source: SqlSource): Promise<void> {
  if (source instanceof Panel) return panelToDuckDB(connection, name, source);
  const table = source instanceof SqlTable ? source : sqlTableFromArquero(source);
  await table.create(connection, name);
}

async function createViews(
  connection: DuckDBConnection,
  { dataset, bars, others }: DatasetViews,
): Promise<void> {
  const name = identifier(dataset);
  await connection.run(`CREATE VIEW ${name} AS SELECT * FROM ${bars}; CREATE SCHEMA ${name};`);
  for (const [part, sql] of Object.entries(others)) {
    await connection.run(`CREATE VIEW ${name}.${identifier(part)} AS SELECT * FROM ${sql}`);
  }
}

async function createEventViews(connection: DuckDBConnection, events: readonly EventView[]): Promise<void> {
  if (events.length > 0) await connection.run("CREATE SCHEMA IF NOT EXISTS events");
  for (const { name, sql } of events) {
    await connection.run(`CREATE VIEW events.${identifier(name)} AS ${sql}`);
  }
}
