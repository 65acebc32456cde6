import { join } from "node:path";
import { PageCache } from "../client/pageCache.js";
import { fetchBars } from "./fetchBars.js";
import { type Fetched, together } from "./fetched.js";
import type { FetchJob } from "./fetchJob.js";
import type { FetchPart } from "./fetchPlan.js";
import { rescaled } from "./rescaled.js";

/** Pages of a fetch that did not end are asked for again after this time. */
const PAGE_HOURS = 24;

/** Where the pages of a fetch are until it is published. */
export const fetchFolder = ({ lake, dataset }: FetchJob): string =>
  join(lake.dir, "staging", "fetch", dataset);

export const pagesOf = (job: FetchJob): PageCache => new PageCache(fetchFolder(job), PAGE_HOURS);

/** Fetch a part of a dataset; symbols whose adjusted prices have a new scale, `moved`, from the beginning. */
export async function fetchPart(
  job: FetchJob,
  part: FetchPart,
  cache: PageCache,
): Promise<{ readonly fetched: Fetched; readonly moved: readonly string[] }> {
  const fetched = await ask(job, part, cache);
  const moved = await rescaledSymbols(job, fetched);
  if (moved.length === 0) return { fetched, moved };
  const anew = await ask(job, { symbols: moved, from: job.source.from }, cache);
  const again = new Set(moved);
  const kept = { ...fetched, symbols: fetched.symbols.filter(({ symbol }) => !again.has(symbol)) };
  return { fetched: together([kept, anew]), moved };
}

function ask(
  { source, calendar, to, providers, optionsOf }: FetchJob,
  part: FetchPart,
  cache: PageCache,
): Promise<Fetched> {
  const client = (provider: FetchJob["providers"][number]) => ({ ...optionsOf(provider), cache });
  return fetchBars({ ...part, to, frequency: source.frequency, zone: calendar.zone, providers, client });
}

/** Only adjusted prices change their past. */
async function rescaledSymbols(
  { lake, dataset, providers }: FetchJob,
  { symbols }: Fetched,
): Promise<string[]> {
  if (providers[0].facts.prices === "raw" || !lake.datasets().includes(dataset)) return [];
  return rescaled(lake, dataset, symbols);
}
