import { checkKeys } from "../../../core/index.js";
import type { Lake } from "../../lake/lake.js";
import { fetchJob } from "./fetchJob.js";
import { type FetchOptions, REFRESH_OPTIONS } from "./fetchOptions.js";
import { FetchPlan } from "./fetchPlan.js";
import type { FetchResult } from "./fetchResult.js";
import { runFetch } from "./runFetch.js";

const OPTIONS = [...REFRESH_OPTIONS, "from", "to", "symbols", "known"];

/**
 * Fetch a dataset from its providers and publish it; `config/data_sources.yaml` says from whom. What the dataset holds already
 * stays: new bars are added, others restated.
 *
 * Nothing is published when a symbol is missing, unless `allowMissing`. A refusal is never data. What a fetch that was
 * stopped has read is kept for 24 hours and not asked for again.
 */
export async function fetchDataset(
  lake: Lake,
  dataset: string,
  options: FetchOptions = {},
): Promise<FetchResult> {
  checkKeys("data.fetch", options, OPTIONS);
  const job = await fetchJob(lake, dataset, options);
  return runFetch(job, [{ symbols: job.symbols, from: options.from ?? job.source.from }]);
}

/** What {@link fetchDataset} would ask: symbols, span, providers in their order, keys that are not set. Nothing is asked. */
export async function planFetch(lake: Lake, dataset: string, options: FetchOptions = {}): Promise<FetchPlan> {
  checkKeys("data.fetch", options, OPTIONS);
  const job = await fetchJob(lake, dataset, options);
  return new FetchPlan(job, [{ symbols: job.symbols, from: options.from ?? job.source.from }]);
}
