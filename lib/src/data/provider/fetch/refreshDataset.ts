import { checkKeys } from "../../../core/index.js";
import type { Lake } from "../../lake/lake.js";
import { type FetchJob, fetchJob } from "./fetchJob.js";
import { REFRESH_OPTIONS, type RefreshOptions } from "./fetchOptions.js";
import { type FetchPart, FetchPlan } from "./fetchPlan.js";
import type { FetchResult } from "./fetchResult.js";
import { lastSessions } from "./publishedTails.js";
import { runFetch } from "./runFetch.js";

/**
 * Bring a dataset up to the last session that is over: what is new since its last session, and `look_back` sessions before it
 * for restatements. A symbol that rested is asked for from its own last session on, one that is new to the dataset from the
 * beginning. A dataset that does not exist yet is fetched whole.
 *
 * A symbol without new bars, e.g. one that was delisted, holds nothing up and is named in the result; any other refusal
 * does, unless `allowMissing`. Adjusted prices whose scale has changed are fetched from the beginning.
 *
 * @returns undefined when the dataset is up to date: then nothing was asked
 */
export async function refreshDataset(
  lake: Lake,
  dataset: string,
  options: RefreshOptions = {},
): Promise<FetchResult | undefined> {
  checkKeys("data.refresh", options, REFRESH_OPTIONS);
  const job = await fetchJob(lake, dataset, options);
  const parts = await partsOf(job);
  return parts.length === 0 ? undefined : runFetch(job, parts, { restAllowed: true });
}

/** What {@link refreshDataset} would ask; a plan without parts when the dataset is up to date. Nothing is asked. */
export async function planRefresh(
  lake: Lake,
  dataset: string,
  options: RefreshOptions = {},
): Promise<FetchPlan> {
  checkKeys("data.refresh", options, REFRESH_OPTIONS);
  const job = await fetchJob(lake, dataset, options);
  return new FetchPlan(job, await partsOf(job));
}

/** Symbols by the day from which they are asked for, in order of that day. */
async function partsOf(job: FetchJob): Promise<FetchPart[]> {
  const { lake, dataset, symbols, source, to } = job;
  if (!lake.datasets().includes(dataset)) return [{ from: source.from, symbols }];
  const last = await lastSessions(lake, dataset);
  if (lake.version(dataset).to >= to && symbols.every((symbol) => last.has(symbol))) return [];
  const groups = new Map<string, string[]>();
  for (const symbol of symbols) {
    const from = firstDay(job, last.get(symbol));
    if (from <= to) groups.set(from, [...(groups.get(from) ?? []), symbol]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([from, names]) => ({ from, symbols: names }));
}

/** The last `look_back` sessions that a symbol has are asked for again. */
function firstDay({ source, calendar }: FetchJob, last: string | undefined): string {
  if (last === undefined) return source.from;
  const after = calendar.next(last);
  const day = source.look_back === 0 ? after : calendar.previous(after, source.look_back);
  return day > source.from ? day : source.from;
}
