import { isoDate, literal, toInstant } from "../../core/index.js";
import type { Knowledge } from "../lake/knowledge.js";
import type { ManifestEntry } from "../lake/manifest.js";
import type { MarketSpan } from "../lake/span.js";
import { filesOfBars, parquet } from "./barFilesOf.js";
import { timestamp } from "./clockSql.js";
import { BAR_COLUMNS } from "./writePiece.js";

/** SQL for the bars of a version over a span, in no order; a bar is known at its end. */
export function viewOfBars(
  root: string,
  entry: ManifestEntry,
  { span, asOf }: Pick<Knowledge, "asOf"> & { readonly span: MarketSpan },
): string {
  const dateOf = (date: MarketSpan["to"], other: string) =>
    date === undefined ? other : isoDate(toInstant(date));
  const [first, last] = [dateOf(span.from, entry.from), dateOf(span.to, entry.to)];
  const { bySymbol, tails } = filesOfBars(root, entry, { first, last });
  const known = asOf === undefined ? "" : ` AND time <= ${timestamp(asOf)}`;
  return `(SELECT ${BAR_COLUMNS} FROM ${parquet([...[...bySymbol.values()].flat(), ...tails])}
    WHERE date BETWEEN ${literal(first)} AND ${literal(last)}${known})`;
}
