import { withDatabase } from "../../duckdb/database.js";
import { fileSource } from "../../source/fileSource.js";
import type { Source } from "../../source/source.js";
import { checkDaily } from "../ingest.js";
import { type AppendOptions, checkOptions } from "../ingestOptions.js";
import { type Delivery, IngestResult } from "../ingestResult.js";
import { instantSql } from "../knowledge.js";
import { stage } from "../stage.js";
import { transact } from "../transact.js";
import { stageAppend } from "./stageAppend.js";

/**
 * Bring more daily bars into a dataset, as one transaction: what is the same as published is dropped, new rows are added, rows
 * with other values become restatements, and both carry the time at which they were known. Nothing that is not delivered
 * is deleted. A dataset that does not exist yet is ingested.
 *
 * The quality rules see the published sessions around the delivery. A published row that turns out wrong in their light, such
 * as a spike that is back at the next session, is withdrawn: it stays in the record, and goes into quarantine.
 */
export async function append(
  lake: { readonly dir: string },
  source: string | Source,
  options: AppendOptions,
): Promise<IngestResult> {
  const policy = checkOptions(options);
  const { dataset, onMessage } = options;
  let delivery: Delivery | undefined;
  const done = await transact(lake, { dataset, onMessage }, async ({ last, ...transaction }) => {
    checkDaily(last);
    const from = typeof source === "string" ? fileSource(source) : source;
    const now = (options.known ?? "ingest") === "ingest" ? instantSql(Date.now()) : "NULL::TIMESTAMP";
    const job = { ...transaction, source: from, options, policy, now };
    return withDatabase(
      async (db) => {
        if (!last) return stage(db, job);
        const appended = await stageAppend(db, { ...job, last });
        delivery = appended.delivery;
        return appended.draft;
      },
      { spillDir: `${transaction.staging}/spill` },
    );
  });
  return new IngestResult(done.entry, done.outcome, delivery);
}
