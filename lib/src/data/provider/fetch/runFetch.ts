import { join } from "node:path";
import { PageCache } from "../client/pageCache.js";
import { checkMissing } from "./checkMissing.js";
import { fetchBars } from "./fetchBars.js";
import type { Fetched } from "./fetched.js";
import type { FetchJob } from "./fetchJob.js";
import type { FetchPart } from "./fetchPlan.js";
import { FetchResult } from "./fetchResult.js";
import { providerSource } from "./providerSource.js";
import { rescaled } from "./rescaled.js";

/** Pages of a fetch that did not end are asked for again after this time. */
const PAGE_HOURS = 24;

/** Fetch the parts of a dataset and bring them into the lake as one transaction. */
export async function runFetch(
  job: FetchJob,
  parts: readonly FetchPart[],
  { restAllowed = false } = {},
): Promise<FetchResult> {
  const { lake, dataset, options, source } = job;
  const cache = new PageCache(join(lake.dir, "staging", "fetch", dataset), PAGE_HOURS);
  const found: Fetched[] = [];
  for (const part of parts) found.push(await fetchPart(job, part, cache));
  const whole = together(found);
  const moved = await rescaledSymbols(job, whole);
  const fetched =
    moved.length === 0
      ? whole
      : replaced(whole, await fetchPart(job, { symbols: moved, from: source.from }, cache));
  checkMissing(dataset, fetched, { allowMissing: options.allowMissing ?? false, restAllowed });
  const published = await lake.append(providerSource(fetched), {
    ...{ dataset, known: options.known ?? "ingest" },
    ...(options.onMessage && { onMessage: options.onMessage }),
  });
  cache.clear();
  return new FetchResult(dataset, fetched, { published, rescaled: moved });
}

function fetchPart({ source, to, providers, optionsOf }: FetchJob, part: FetchPart, cache: PageCache) {
  const client = (provider: FetchJob["providers"][number]) => ({ ...optionsOf(provider), cache });
  return fetchBars({ ...part, to, frequency: source.frequency, providers, client });
}

/** Only adjusted prices change their past. */
async function rescaledSymbols(
  { lake, dataset, providers }: FetchJob,
  { symbols }: Fetched,
): Promise<string[]> {
  if (providers[0].facts.prices === "raw" || !lake.datasets().includes(dataset)) return [];
  return rescaled(lake, dataset, symbols);
}

function together(parts: readonly Fetched[]): Fetched {
  return {
    symbols: parts.flatMap(({ symbols }) => symbols),
    requests: parts.reduce((sum, { requests }) => sum + requests, 0),
    cachedPages: parts.reduce((sum, { cachedPages }) => sum + cachedPages, 0),
  };
}

function replaced(before: Fetched, anew: Fetched): Fetched {
  const again = new Set(anew.symbols.map(({ symbol }) => symbol));
  const kept = { ...before, symbols: before.symbols.filter(({ symbol }) => !again.has(symbol)) };
  return together([kept, anew]);
}
