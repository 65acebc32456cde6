import { type MarketTables, syntheticSource } from "../source/syntheticSource.js";
import { ingest } from "./ingest.js";
import type { IngestOptions } from "./ingestOptions.js";
import type { IngestResult } from "./ingestResult.js";

/** Publish a market held in memory, for example `syntheticMarket(…)`, through the same transaction as any source. */
export function publishSynthetic(
  lake: { readonly dir: string },
  market: MarketTables,
  options: Omit<IngestOptions, "map" | "dateFormat" | "symbol">,
): Promise<IngestResult> {
  return ingest(lake, syntheticSource(market, options.dataset), options);
}
