import { DAY_MS, isoDate, toInstant } from "../../core/index.js";
import { type KnownOptions, knowledgeOf, needsRecord } from "./knowledge.js";
import type { ManifestEntry } from "./manifest.js";
import { readCached } from "./panels/panelCache.js";
import { type ReadMarket, readMarket } from "./readMarket.js";
import type { MarketSpan } from "./span.js";

/**
 * A market as it was known at a moment. Where nothing was restated and every row known with its bar, that is a shorter
 * span of the newest values, from the panel cache; else it is read from the record.
 */
export async function readKnown(
  root: string,
  entry: ManifestEntry,
  { span, ...options }: KnownOptions & { readonly span: MarketSpan },
): Promise<ReadMarket> {
  const knowledge = knowledgeOf(options);
  const until = knowledge.asOf === undefined ? span : { ...span, to: earlier(span.to, knowledge.asOf) };
  if (!needsRecord(knowledge, entry.files)) {
    const cached = await readCached(root, entry, until);
    if (cached) return cached;
  }
  return readMarket(root, entry, until, knowledge);
}

/** The last date of which a daily bar can be known: the whole day has passed. */
function earlier(to: MarketSpan["to"], asOf: number): string {
  const complete = isoDate(asOf + 1 - DAY_MS);
  return to === undefined || toInstant(to) > toInstant(complete) ? complete : isoDate(toInstant(to));
}
