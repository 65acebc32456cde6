import { join } from "node:path";
import { isoDate, literal, literals, toInstant } from "../../core/index.js";
import { parquet } from "../intraday/barFilesOf.js";
import { BAR_COLUMNS } from "../intraday/writePiece.js";
import { barsIn } from "../lake/barsIn.js";
import { instantSql, type KnownOptions, knowledgeOf } from "../lake/knowledge.js";
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

/** Bars within sessions, of regular and of extended hours; each is known at its end. */
function intradayViews(
  root: string,
  entry: ManifestEntry,
  { span, ...known }: KnownOptions & { readonly span: MarketSpan },
): DatasetViews {
  const { asOf } = knowledgeOf(known);
  const files = pathsOf(root, entry, "bars");
  const to = span.to === undefined ? entry.to : isoDate(toInstant(span.to));
  const then = asOf === undefined ? "" : ` AND time <= ${instantSql(asOf)}`;
  const bars = `(SELECT ${BAR_COLUMNS} FROM ${parquet(files)} WHERE date <= ${literal(to)}${then})`;
  return { dataset: entry.dataset, bars, others: {}, files };
}
