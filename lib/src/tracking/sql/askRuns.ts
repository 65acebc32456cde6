import type { DuckDBConnection, DuckDBResultReader } from "@duckdb/node-api";
import { fail } from "../../core/index.js";
import { factsOf } from "../listing/factsOf.js";
import type { RunFacts } from "../listing/runFacts.js";
import type { RunView } from "../runView.js";
import { createMetrics } from "./metricsTable.js";
import { RUN_TABLES } from "./runTablesSql.js";
import { wideTable } from "./wideTable.js";

/**
 * Ask DuckDB about runs. The database is in memory and made for this question: nothing of the runs can be changed, and no
 * file or address can be reached once the tables are there. Tables that the text does not name stay empty.
 */
export async function askRuns(
  who: string,
  runs: readonly RunView[],
  sql: string,
): Promise<DuckDBResultReader> {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  try {
    await fill(connection, runs, sql.toLowerCase());
    await connection.run("SET enable_external_access = false; SET lock_configuration = true");
    return await connection.runAndReadAll(sql);
  } catch (cause) {
    return fail(who, (cause as Error).message.split("\n", 2).join(" "), { received: sql, cause });
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function fill(connection: DuckDBConnection, runs: readonly RunView[], sql: string): Promise<void> {
  let facts: readonly RunFacts[] | undefined;
  const factsOfRuns = () => {
    facts ??= factsOf(runs);
    return facts;
  };
  const wide = names(sql, "wide");
  for (const [name, table] of Object.entries(RUN_TABLES)) {
    const asked = names(sql, name) || (wide && name === "runs");
    await (asked ? table(runs, factsOfRuns) : table([], () => [])).create(connection, name);
  }
  const metrics = names(sql, "metrics");
  await createMetrics(connection, runs, metrics ? factsOfRuns() : []);
  const { table, view } = wide ? wideTable(runs, factsOfRuns, sql) : wideTable([], () => [], sql);
  await table.create(connection, "fields");
  await connection.run(view);
}

/** Does the query name this table? A name before a dot may be a struct's: a table's stands elsewhere, too. */
const names = (sql: string, table: string): boolean => new RegExp(`\\b${table}\\b(?!"?\\s*\\.)`).test(sql);
