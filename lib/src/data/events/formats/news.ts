import { checkKeys, DAY_MS } from "../../../core/index.js";
import { checkColumns } from "../checkColumns.js";
import { isoMoment, zoneClock } from "../clock.js";
import type { EventColumn } from "../eventColumns.js";
import type { EventField } from "../eventField.js";
import type { EventTable } from "../eventTable.js";
import { type Normalized, normalize } from "../normalize.js";
import { sentiment } from "../sentiment/sentiment.js";
import { sourceRows } from "../sourceRows.js";
import { plainText, symbolCell } from "./cells.js";

/** Options of `events.news`. */
export interface NewsOptions {
  /** IANA zone of times without one. Default `America/New_York`. */
  readonly zone?: string;
  /** Columns to leave out because they hold the future. */
  readonly drop?: readonly string[];
}

const WHO = "events.news";

/** What the events of this format have beside symbol and times. */
export const NEWS_COLUMNS: readonly EventColumn[] = [
  { name: "headline", kind: "text", meaning: "without tags" },
  {
    name: "sentiment",
    kind: "number",
    unit: "−1 … 1",
    meaning: "good less bad words over both; missing for none of them",
  },
  { name: "words", kind: "number", unit: "count", meaning: "good and bad words" },
];

/** The fields that a market gets when none are asked for. */
export const NEWS_FIELDS: Readonly<Record<string, EventField>> = {
  sentiment_7: { take: "mean", column: "sentiment", days: 7 },
  sentiment_90: { take: "mean", column: "sentiment", days: 90 },
  count_7: { take: "count", days: 7 },
  count_90: { take: "count", days: 90 },
};

/**
 * Headlines from a CSV, Parquet or JSON file with the columns `published` (ISO date and time), `symbol` and `headline`; other
 * columns are not read. One headline about several symbols is one row for each. Sentiment by {@link sentiment}. A row
 * without a time of day falls: whether it was read before the close is not known. A symbol's repeated headline of one day
 * counts once.
 */
export async function news(path: string, options: NewsOptions = {}): Promise<EventTable> {
  checkKeys(WHO, options, ["zone", "drop"]);
  const source = await sourceRows(WHO, path);
  checkColumns(WHO, source, { needed: ["published", "symbol", "headline"], drop: options.drop });
  const clock = zoneClock(options.zone ?? "America/New_York");
  const seen = new Set<string>();
  return normalize(
    source,
    { who: WHO, name: "news", columns: NEWS_COLUMNS, fields: NEWS_FIELDS },
    (cells): Normalized => {
      const { data: symbol } = symbolCell.safeParse(cells.symbol);
      if (symbol === undefined) return { lost: "cannot be read: symbol" };
      const moment = isoMoment(cells.published ?? "");
      if (!moment) return { lost: "cannot be read: published" };
      if (!moment.hasTime) return { lost: "published without a time of day" };
      const headline = plainText(cells.headline ?? "");
      if (headline === null) return { lost: "no headline" };
      const known = clock(moment);
      const key = [symbol, Math.floor(known / DAY_MS), headline.toLowerCase()].join("\n");
      if (seen.has(key)) return { lost: "repeats a headline of the day" };
      seen.add(key);
      const { score, words } = sentiment(headline);
      const values = { headline, words, sentiment: Number.isNaN(score) ? null : score };
      return { symbol, event: known, known, values };
    },
  );
}
