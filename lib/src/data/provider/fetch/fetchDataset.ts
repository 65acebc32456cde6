import { join } from "node:path";
import { checkKeys, fail } from "../../../core/index.js";
import { sessionCalendar } from "../../calendar/namedCalendar.js";
import type { Lake } from "../../lake/lake.js";
import type { ClientOptions } from "../client/clientOptions.js";
import { PageCache } from "../client/pageCache.js";
import { type DataSources, datasetSource, readDataSources } from "../config/dataSources.js";
import { clientOptionsOf, providersOf } from "../config/providersOf.js";
import { symbolsOf } from "../config/symbolsOf.js";
import type { BarRequest, Provider } from "../provider.js";
import { checkMissing } from "./checkMissing.js";
import { fetchBars } from "./fetchBars.js";
import { FetchPlan } from "./fetchPlan.js";
import { FetchResult } from "./fetchResult.js";
import { lastSession } from "./lastSession.js";
import { providerSource } from "./providerSource.js";

export interface FetchOptions {
  /** First session, `YYYY-MM-DD`. Default: `from` of the dataset. */
  from?: string;
  /** Last session. Default: the last one that is over. */
  to?: string;
  /** These only; what the dataset holds of others stays. Default: all of the dataset. */
  symbols?: readonly string[];
  /** The one provider to ask. Default: those of the dataset, in their order. */
  provider?: string;
  /** Publish although some symbols were delivered by nobody. Default false. */
  allowMissing?: boolean;
  /** Where datasets come from. Default: `config/data_sources.yaml` of the project. */
  sources?: DataSources;
  /** Stops the fetch; what was fetched is kept for the next. */
  signal?: AbortSignal;
  /** Told about pauses and repeated requests. Default: nobody. */
  onMessage?: (message: string) => void;
  /** Stronger than what the file says of a provider: for tests. */
  client?: Partial<ClientOptions>;
}

const WHO = "data.fetch";
const OPTIONS = [
  "from",
  "to",
  "symbols",
  "provider",
  "allowMissing",
  "sources",
  "signal",
  "onMessage",
  "client",
];

/** Pages of a fetch that did not end are asked for again after this time. */
const PAGE_HOURS = 24;

/**
 * What {@link fetchDataset} would ask: symbols, span, providers in their order, keys that are not set. Nothing is asked.
 */
export async function planFetch(lake: Lake, dataset: string, options: FetchOptions = {}): Promise<FetchPlan> {
  checkKeys(WHO, options, OPTIONS);
  const { sources = readDataSources() } = options;
  const source = datasetSource(sources, dataset);
  if (source.frequency !== "1d") {
    fail(WHO, "only daily bars are brought into the lake so far", { received: source.frequency });
  }
  const calendar = sessionCalendar(source.calendar);
  const request: BarRequest = {
    symbols: options.symbols ?? (await symbolsOf(lake, source)),
    frequency: source.frequency,
    from: options.from ?? source.from,
    to: options.to ?? lastSession(calendar, Date.now()),
  };
  const names = options.provider === undefined ? source.providers : [options.provider];
  const optionsOf = (provider: Provider) => ({ ...clientOptionsOf(provider, sources), ...options.client });
  return new FetchPlan(dataset, request, await providersOf(names, sources), optionsOf);
}

/**
 * Fetch a dataset from its providers and publish it: `config/data_sources.yaml` says from whom.
 *
 * Nothing is published when a symbol is missing, unless `allowMissing`. A refusal is never data. What a fetch that was
 * stopped has read is kept for 24 hours and not asked for again.
 */
export async function fetchDataset(
  lake: Lake,
  dataset: string,
  options: FetchOptions = {},
): Promise<FetchResult> {
  checkWhole(lake, dataset, options);
  const plan = await planFetch(lake, dataset, options);
  const cacheDir = join(lake.dir, "staging", "fetch", dataset);
  const cache = new PageCache(cacheDir, PAGE_HOURS);
  const fetched = await fetchBars({
    ...plan.request,
    providers: plan.providers,
    client: (provider) => ({
      ...plan.optionsOf(provider),
      cache,
      ...(options.signal && { signal: options.signal }),
      ...(options.onMessage && { onMessage: options.onMessage }),
    }),
  });
  checkMissing(dataset, fetched, options.allowMissing ?? false);
  const published = await lake.ingest(providerSource(fetched), { dataset, onMessage: options.onMessage });
  cache.clear();
  return new FetchResult(dataset, fetched, published);
}

/** A part of a dataset must not take the place of the whole. */
function checkWhole(lake: Lake, dataset: string, options: FetchOptions): void {
  const part = (["symbols", "from", "to"] as const).find((name) => options[name] !== undefined);
  if (part === undefined || !lake.datasets().includes(dataset)) return;
  fail(WHO, `${dataset} exists already: a fetch of a part would replace the whole`, {
    received: part,
    fix: `fetch it without ${part}, or give the part a dataset of its own`,
  });
}
