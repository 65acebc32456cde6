import { literals } from "../../../core/index.js";
import type { Database } from "../../duckdb/database.js";
import { hashRows } from "../fingerprint.js";
import { instantSql } from "../knowledge.js";
import type { ManifestFile } from "../manifest.js";
import { pathsOf } from "../pathsOf.js";
import { actionsIn, holdingActions } from "../readTables.js";
import { writeParquet } from "../writeParquet.js";
import { EXTRAS } from "../writeVersion.js";
import type { AppendJob } from "./appendJob.js";

export interface MergedTables {
  /** Of those that changed. */
  readonly written: readonly ManifestFile[];
  /** Of all: SHA-256 of the content. */
  readonly hashes: Readonly<Record<string, string>>;
}

/** Actions, listings and sectors, each written again whole when the delivery has news of it. */
export async function mergeTables(db: Database, job: AppendJob): Promise<MergedTables> {
  const { root, last, staging } = job;
  await mergeActions(db, job);
  await mergeBySymbol(db, job);
  const written: ManifestFile[] = [];
  const hashes: Record<string, string> = {};
  for (const kind of ["actions", "listings", "sectors"] as const) {
    const isActions = kind === "actions";
    const before = isActions ? actionsIn(root, last) : `read_parquet(${literals(pathsOf(root, last, kind))})`;
    hashes[kind] = await hashRows(db, isActions ? holdingActions("next_actions", true) : `next_${kind}`);
    if (hashes[kind] === (last.tables?.[kind] ?? (await hashRows(db, before)))) continue;
    const rows = `SELECT * FROM next_${kind} ORDER BY ${EXTRAS[kind]}`;
    const file = {
      root: staging,
      path: `raw/${kind}.parquet`,
      kind,
      ...(isActions && { known: true as const }),
    };
    written.push(await writeParquet(db, rows, file));
  }
  return { written, hashes };
}

/** `next_actions`: all that was ever known of actions, and the sets of a symbol, ex-date and kind that are delivered otherwise. */
async function mergeActions(db: Database, { root, last, number, options }: AppendJob): Promise<void> {
  const now = options.known === "bar" ? "NULL::TIMESTAMP" : instantSql(Date.now());
  const known = last.files.some((file) => file.kind === "actions" && file.known);
  const key = "symbol, date, kind";
  await db.run(`
    CREATE TABLE held AS SELECT * FROM ${actionsIn(root, last)};
    CREATE TABLE told AS SELECT ${key}, value FROM actions;
    CREATE TABLE next_actions AS
      SELECT ${key}, value, ${known ? "known, version" : "NULL::TIMESTAMP AS known, 0 AS version"}
        FROM read_parquet(${literals(pathsOf(root, last, "actions"))})
      UNION ALL
      SELECT ${key}, value, ${now} AS known, ${number} AS version FROM told SEMI JOIN (
        (FROM told EXCEPT FROM held) UNION ALL
        (SELECT held.* FROM held SEMI JOIN told USING (${key}) EXCEPT FROM told)
      ) USING (${key});`);
}

/** `next_listings` and `next_sectors`: of a symbol that was delivered, what was delivered. */
async function mergeBySymbol(db: Database, { root, last }: AppendJob): Promise<void> {
  for (const table of ["listings", "sectors"] as const) {
    await db.run(`CREATE TABLE next_${table} AS SELECT * FROM ${table} UNION ALL
      SELECT * FROM read_parquet(${literals(pathsOf(root, last, table))}) ANTI JOIN ${table} USING (symbol)`);
  }
}
