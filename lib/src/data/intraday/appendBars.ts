import { checkKeys, checkOneOf, fail } from "../../core/index.js";
import { withDatabase } from "../duckdb/database.js";
import { IngestResult } from "../lake/ingestResult.js";
import { transact } from "../lake/transact.js";
import type { BarDelivery } from "./barDelivery.js";
import { checkBarFrequency } from "./barFrequency.js";
import { type IngestBarsOptions, planBars } from "./ingestBarsOptions.js";
import { stageAppended } from "./stageAppended.js";

const WHO = "data.appendBars";

/** As for an ingest; what is not given is as the dataset was ingested. */
export interface AppendBarsOptions
  extends Pick<
      IngestBarsOptions,
      "dataset" | "map" | "symbol" | "pattern" | "timeFormat" | "quality" | "memory" | "onMessage"
    >,
    Partial<Pick<IngestBarsOptions, "label" | "zone" | "hours">> {
  /**
   * When bars were known that had been missing before the last one of their symbol, or of the dataset where the symbol is new to
   * it: `ingest`, now, or `bar`, at their end, e.g. when the past of a dataset is built. Default `ingest`. Restated ones are known
   * now, later ones at their end.
   */
  known?: "ingest" | "bar";
}

const KEYS = [
  ...["dataset", "map", "symbol", "pattern", "timeFormat", "quality", "memory", "onMessage"],
  ...["label", "zone", "hours", "known"],
];

/**
 * Add bars to a dataset, as one transaction: later ones as one file of their own per year, whatever the number of symbols, so
 * that a day is added in seconds. Bars with other values than the published ones, and those that were missing before the last
 * one of their symbol, are kept beside what was there, with the time at which they were known. Bars that are published already
 * are dropped; the same again is `unchanged`.
 */
export async function appendBars(
  lake: { readonly dir: string },
  path: BarDelivery,
  options: AppendBarsOptions,
): Promise<IngestResult> {
  checkKeys(WHO, options, KEYS);
  const { dataset, onMessage, known = "ingest", ...rest } = options;
  checkOneOf(WHO, "known", known, ["ingest", "bar"]);
  const done = await transact(lake, { dataset, onMessage }, ({ last, ...transaction }) => {
    const { intraday } = last ?? {};
    if (!last || !intraday) return failNew(dataset);
    const { calendar, label, zone, closingAuctionMinutes } = intraday;
    const frequency = checkBarFrequency(WHO, last.frequency);
    const given = { dataset, label, zone, ...rest, frequency, calendar, closingAuctionMinutes };
    const job = { ...transaction, last, known, options: given, now: Date.now() };
    return withDatabase((db) => stageAppended(db, path, job), {
      spillDir: `${transaction.staging}/spill`,
      memory: planBars(given).memory,
    });
  });
  return new IngestResult(done.entry, done.outcome);
}

function failNew(dataset: string): never {
  return fail(WHO, "there is no such dataset of bars within sessions yet", {
    received: dataset,
    fix: "ingest it first: lake.ingestBars",
  });
}
