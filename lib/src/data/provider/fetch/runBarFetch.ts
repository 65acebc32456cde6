import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DAY_MS } from "../../../core/index.js";
import { appendBars } from "../../intraday/appendBars.js";
import { checkBarFrequency, minutesOf } from "../../intraday/barFrequency.js";
import { ingestBars } from "../../intraday/ingestBars.js";
import type { IngestResult } from "../../lake/ingestResult.js";
import { checkMissing, type MissingRules } from "./checkMissing.js";
import { type FetchSummary, summaryOf, together } from "./fetched.js";
import type { FetchJob } from "./fetchJob.js";
import { fetchFolder, fetchPart, pagesOf } from "./fetchPart.js";
import type { FetchPart } from "./fetchPlan.js";
import { FetchResult } from "./fetchResult.js";
import { writeFetched } from "./writeFetched.js";

/** Bars that are held in memory at once, unless one symbol has more. */
const ABREAST = 500_000;

/** Minutes of a day with extended hours. */
const DAY_MINUTES = 960;

/**
 * Fetch the parts of a dataset of bars within sessions, some symbols at a time, and bring them into the lake as one transaction:
 * a new dataset whole, else what is new or restated.
 */
export async function runBarFetch(
  job: FetchJob,
  parts: readonly FetchPart[],
  rules: MissingRules,
): Promise<FetchResult> {
  const { dataset } = job;
  const cache = pagesOf(job);
  mkdirSync(fetchFolder(job), { recursive: true });
  const folder = mkdtempSync(join(fetchFolder(job), "bars-"));
  try {
    const found: FetchSummary[] = [];
    const rescaled: string[] = [];
    for (const batch of parts.flatMap((part) => batchesOf(job, part))) {
      const { fetched, moved } = await fetchPart(job, batch, cache);
      await writeFetched(fetched, join(folder, `${found.length}`));
      found.push(summaryOf(fetched));
      rescaled.push(...moved);
    }
    const summary = together(found);
    checkMissing(dataset, summary, rules);
    const names = [...new Set(summary.symbols.map(({ provider }) => provider))].filter(Boolean).sort();
    const published = await publish(job, { path: folder, providers: names.join(", ") });
    cache.clear();
    return new FetchResult(dataset, summary, { published, rescaled });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function publish(
  { lake, dataset, source, options: { known, onMessage } }: FetchJob,
  delivery: { readonly path: string; readonly providers: string },
): Promise<IngestResult> {
  const { calendar, hours } = source;
  const given = { dataset, label: "end" as const, ...(hours && { hours }), ...(onMessage && { onMessage }) };
  if (lake.datasets().includes(dataset))
    return appendBars(lake, delivery, { ...given, ...(known && { known }) });
  const frequency = checkBarFrequency("data.fetch", source.frequency);
  return ingestBars(lake, delivery, { ...given, frequency, calendar });
}

/** A part, so many symbols at a time that their bars fit into memory. */
function batchesOf({ source, to }: FetchJob, { symbols, from }: FetchPart): FetchPart[] {
  const days = Math.max(1, ((Date.parse(to) - Date.parse(from)) / DAY_MS) * (5 / 7));
  const perSymbol = (days * DAY_MINUTES) / minutesOf(checkBarFrequency("data.fetch", source.frequency));
  const size = Math.max(1, Math.floor(ABREAST / perSymbol));
  const count = Math.ceil(symbols.length / size);
  return Array.from({ length: count }, (_, i) => ({
    from,
    symbols: symbols.slice(i * size, (i + 1) * size),
  }));
}
