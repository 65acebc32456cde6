import { checkOneOf, fail } from "../../../core/index.js";
import { lastSession } from "../../calendar/lastSession.js";
import { sessionCalendar } from "../../calendar/namedCalendar.js";
import type { SessionCalendar } from "../../calendar/sessionCalendar.js";
import { BAR_FREQUENCIES } from "../../intraday/barFrequency.js";
import type { Lake } from "../../lake/lake.js";
import type { ClientOptions } from "../client/clientOptions.js";
import { type DatasetSource, datasetSource, readDataSources } from "../config/dataSources.js";
import { clientOptionsOf, deliverersOf, providersOf } from "../config/providersOf.js";
import { symbolsOf } from "../config/symbolsOf.js";
import type { Provider } from "../provider.js";
import { checkPrices } from "./checkPrices.js";
import type { FetchOptions } from "./fetchOptions.js";

/** A dataset that is about to be fetched, with all that its file and the options say. */
export interface FetchJob {
  readonly lake: Lake;
  readonly dataset: string;
  readonly source: DatasetSource;
  readonly calendar: SessionCalendar;
  readonly providers: readonly Provider[];
  readonly symbols: readonly string[];
  /** Last session to be fetched. */
  readonly to: string;
  readonly options: FetchOptions;
  /** How a provider is asked. */
  optionsOf(provider: Provider): ClientOptions;
}

const WHO = "data.fetch";

export async function fetchJob(lake: Lake, dataset: string, options: FetchOptions): Promise<FetchJob> {
  const { sources = readDataSources(), provider, signal, onMessage } = options;
  const source = datasetSource(sources, dataset);
  const frequencies = ["1d", ...BAR_FREQUENCIES] as const;
  checkOneOf(WHO, `frequency of ${dataset}`, source.frequency, frequencies);
  checkSame(lake, dataset, source);
  const calendar = sessionCalendar(source.calendar);
  const providers = await providersOf(provider === undefined ? source.providers : [provider], sources);
  checkPrices([...providers, ...(await deliverersOf(lake, dataset, sources))]);
  return {
    ...{ lake, dataset, source, calendar, providers, options },
    symbols: options.symbols ?? (await symbolsOf(lake, source)),
    to: options.to ?? lastSession(calendar, Date.now(), "extended"),
    optionsOf: (asked) => ({
      ...clientOptionsOf(asked, sources),
      ...(signal && { signal }),
      ...(onMessage && { onMessage }),
      ...options.client,
    }),
  };
}

function checkSame(lake: Lake, dataset: string, { frequency }: DatasetSource): void {
  if (!lake.datasets().includes(dataset)) return;
  const there = lake.version(dataset).frequency;
  if (there === frequency) return;
  fail(WHO, `${dataset} holds bars of ${there}`, {
    received: frequency,
    fix: "give bars of another length a dataset of their own",
  });
}
