import { join } from "node:path";
import { isoDate, literal, literals, toInstant } from "../../core/index.js";
import { allBarsSql, filesOfBars } from "../intraday/barFilesOf.js";
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
  options: KnownOptions & { readonly span: MarketSpan },
): DatasetViews {
  const { span, asOf, revision } = options;
  const views = entry.intraday ? intradayViews(root, entry, options) : dailyViews(root, entry, options);
  const whole = span.to === undefined && asOf === undefined && revision !== "first";
  return whole ? { ...views, use: { from: entry.from, to: entry.to, rows: entry.rows } } : views;
}

function dailyViews(
  root: string,
  entry: ManifestEntry,
  { span, ...known }: KnownOptions & { readonly span: MarketSpan },
): DatasetViews {
  const knowledge = knowledgeOf(known);
  const bars = barFiles(root, entry, span);
  return {
    dataset: entry.dataset,
    bars: barsIn(bars, knowledge),
    others: {
      actions: `(SELECT * FROM ${actionsIn(root, entry, knowledge)} WHERE date <= ${literal(bars.last)})`,
      sectors: `read_parquet(${literals(pathsOf(root, entry, "sectors"))})`,
    },
    files: entry.files.map(({ path }) => join(root, path)),
  };
}

/** Bars within sessions, of regular and of extended hours; each is known at its end, or when it came late. */
function intradayViews(
  root: string,
  entry: ManifestEntry,
  { span, ...known }: KnownOptions & { readonly span: MarketSpan },
): DatasetViews {
  const last = span.to === undefined ? entry.to : isoDate(toInstant(span.to));
  const meant = { first: entry.from, last };
  const selection = { span: meant, hours: "extended" as const, known: knowledgeOf(known) };
  const bars = allBarsSql(filesOfBars(root, entry, meant), selection);
  return { dataset: entry.dataset, bars, others: {}, files: entry.files.map(({ path }) => join(root, path)) };
}
