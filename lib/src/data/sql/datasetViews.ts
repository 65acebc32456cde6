import { join } from "node:path";
import { literal, literals } from "../../core/index.js";
import { viewOfBars } from "../intraday/viewOfBars.js";
import { barsIn } from "../lake/barsIn.js";
import { type KnownOptions, knowledgeOf } from "../lake/knowledge.js";
import type { ManifestEntry } from "../lake/manifest.js";
import { pathsOf } from "../lake/pathsOf.js";
import { actionsIn } from "../lake/readTables.js";
import { barFiles, type MarketSpan } from "../lake/span.js";
import type { DatasetViews } from "./askLake.js";

/** A version as a query sees it, up to the end of the span: bars, and behind a dot actions and sectors. */
export function datasetViews(
  root: string,
  entry: ManifestEntry,
  { span, ...known }: KnownOptions & { readonly span: MarketSpan },
): DatasetViews {
  const knowledge = knowledgeOf(known);
  const files = entry.files.map(({ path }) => join(root, path));
  if (entry.intraday) {
    const bars = viewOfBars(root, entry, { span, asOf: knowledge.asOf });
    return { dataset: entry.dataset, bars, others: {}, files };
  }
  const bars = barFiles(root, entry, span);
  return {
    dataset: entry.dataset,
    bars: barsIn(bars, knowledge),
    others: {
      actions: `(SELECT * FROM ${actionsIn(root, entry, knowledge)} WHERE date <= ${literal(bars.last)})`,
      sectors: `read_parquet(${literals(pathsOf(root, entry, "sectors"))})`,
    },
    files,
  };
}
