import type { EventColumn } from "./eventColumns.js";
import type { EventField } from "./eventField.js";
import type { EventTable } from "./eventTable.js";
import { CONGRESS_COLUMNS, CONGRESS_FIELDS, congress } from "./formats/congress.js";
import { EARNINGS_COLUMNS, EARNINGS_FIELDS, earnings } from "./formats/earnings.js";
import { FUNDAMENTAL_COLUMNS, FUNDAMENTAL_FIELDS } from "./formats/fundamentalColumns.js";
import { fundamentals } from "./formats/fundamentals.js";
import { INSIDERS_COLUMNS, INSIDERS_FIELDS, insiders } from "./formats/insiders.js";
import { NEWS_COLUMNS, NEWS_FIELDS, news } from "./formats/news.js";
import { series, seriesColumns, seriesFields } from "./formats/series.js";
import { read } from "./formats/table.js";

/** A format of files that there is a reader for. */
export interface EventKind {
  /** Name of the reader in `events`, and of its tables unless another is given. */
  readonly name: string;
  /** What a file of it holds. */
  readonly file: string;
  /** From when on the public could know an event. */
  readonly known: string;
  /** What an event has beside its symbol and its times; none: those of the file. */
  readonly columns: readonly EventColumn[];
  /** The fields that a market gets by default, `events.NAME.FIELD`. */
  readonly fields: Readonly<Record<string, EventField>>;
  read(path: string, options: object): Promise<EventTable>;
}

/** Every format that there is a reader for. */
export const EVENT_KINDS: readonly EventKind[] = [
  {
    name: "earnings",
    file: "CSV: symbol, date, qtr, eps_est, eps, release_time, surp",
    known: "pre: the opening of its date; post: the end of that day (New York)",
    ...{ columns: EARNINGS_COLUMNS, fields: EARNINGS_FIELDS, read: earnings },
  },
  {
    name: "insiders",
    file: "CSV of openinsider: filing_date, trade_date, ticker, insider, title, trade_type, price, qty, value",
    known: "the time of filing (New York)",
    ...{ columns: INSIDERS_COLUMNS, fields: INSIDERS_FIELDS, read: insiders },
  },
  {
    name: "congress",
    file: "JSON: filings with date_recieved and their transactions; or transactions, with the option disclosures",
    known: "the end of the day on which the filing was received (New York)",
    ...{ columns: CONGRESS_COLUMNS, fields: CONGRESS_FIELDS, read: congress },
  },
  {
    name: "fundamentals",
    file: "CSV: symbol, first_crawl, end_date, amend, doc_type and 14 figures",
    known: "the end of the day of first_crawl (New York)",
    ...{ columns: FUNDAMENTAL_COLUMNS, fields: FUNDAMENTAL_FIELDS, read: fundamentals },
  },
  {
    name: "news",
    file: "CSV, Parquet or JSON: published, symbol, headline",
    known: "published, which must have a time of day",
    ...{ columns: NEWS_COLUMNS, fields: NEWS_FIELDS, read: news },
  },
  {
    name: "series",
    file: "CSV, Parquet or JSON: a date and a value, of no symbol",
    known: "publishedAt, by default the end of its date (New York)",
    ...{ columns: seriesColumns(), fields: seriesFields(), read: series },
  },
  {
    name: "table",
    file: "CSV, Parquet or JSON: symbol, known and any other columns",
    known: "the column known; of a mere date, the end of that day (New York)",
    ...{ columns: [], fields: {}, read },
  },
];
