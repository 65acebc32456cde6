import { z } from "zod";
import { checkKeys, std } from "../../../core/index.js";
import { checkColumns } from "../checkColumns.js";
import { formattedMoment, zoneClock } from "../clock.js";
import type { EventColumn } from "../eventColumns.js";
import type { EventField } from "../eventField.js";
import type { EventTable } from "../eventTable.js";
import { normalize } from "../normalize.js";
import { type SourceRow, type SourceRows, sourceRows } from "../sourceRows.js";
import { cellNumber, misfit, symbolCell } from "./cells.js";

/** Options of `events.earnings`. */
export interface EarningsOptions {
  /** How dates are written, in strftime codes. Default `%m/%d/%y`. */
  readonly dateFormat?: string;
  /** Columns to leave out because they hold the future, e.g. `["ret_*"]`. */
  readonly drop?: readonly string[];
}

const WHO = "events.earnings";
const NEEDED = ["symbol", "date", "qtr", "eps_est", "eps", "release_time", "surp"];
const OPENING = (9 * 60 + 30) * 60_000;
const END_OF_DAY = 86_399_000;

const AMOUNT = "USD, as delivered";
/** What the events of this format have beside symbol and times. */
export const EARNINGS_COLUMNS: readonly EventColumn[] = [
  { name: "eps", kind: "number", unit: AMOUNT, meaning: "reported earnings per share" },
  { name: "estimate", kind: "number", unit: AMOUNT, meaning: "what was expected" },
  { name: "surprise", kind: "number", unit: AMOUNT, meaning: "reported less expected" },
  { name: "surprise_to_estimate", kind: "number", unit: "1", meaning: "surprise / |estimate|" },
  {
    ...{ name: "sue", kind: "number", unit: "standard deviations" },
    meaning: "surprise / sample standard deviation of the symbol's 4 to 8 surprises before it",
  },
  { name: "beat", kind: "number", unit: "1", meaning: "sign of the surprise" },
  { name: "quarter", kind: "text", meaning: "month in which the quarter ended, where it can be read" },
  { name: "release", kind: "text", meaning: "pre or post: before the opening or after the close" },
];

/** The fields that a market gets when none are asked for. */
export const EARNINGS_FIELDS: Readonly<Record<string, EventField>> = {
  sue: { take: "last", column: "sue", days: 100 },
  surprise_to_estimate: { take: "last", column: "surprise_to_estimate", days: 100 },
  beats_365: { take: "mean", column: "beat", days: 365 },
  age: { take: "age", days: 100 },
  announced: { take: "count", sessions: 1 },
};

const schema = z.object({
  ...{ symbol: symbolCell, date: z.string(), qtr: z.string().nullish() },
  ...{ eps: cellNumber, eps_est: cellNumber, surp: cellNumber },
  release_time: z.enum(["pre", "post"]),
});

/**
 * Earnings surprises from a file with the columns `symbol,date,qtr,eps_est,eps,release_time,surp`. `pre` is known from the
 * opening of its date on, `post` from the end of that day (New York) on.
 *
 * Vendors rewrite amounts per share for later splits, so a level knows the future and a ratio of levels does not: no field
 * is a level, and `sue` and `surprise_to_estimate` stay as they are when all amounts of a symbol are rescaled.
 */
export async function earnings(path: string, options: EarningsOptions = {}): Promise<EventTable> {
  checkKeys(WHO, options, ["dateFormat", "drop"]);
  const source = await sourceRows(WHO, path);
  checkColumns(WHO, source, { needed: NEEDED, drop: options.drop });
  return reported(source, options.dateFormat ?? "%m/%d/%y");
}

/** The reports of a source whose cells are named as {@link earnings} says. */
export function reported(source: Omit<SourceRows, "columns">, dateFormat: string): EventTable {
  const read = rowReader(dateFormat);
  const rows = source.rows.map(read);
  const sue = scaledSurprises(rows);
  const clock = zoneClock("America/New_York");
  const seen = new Set<string>();
  return normalize(
    source,
    { who: WHO, name: "earnings", columns: EARNINGS_COLUMNS, fields: EARNINGS_FIELDS },
    (_, i) => {
      const row = rows[i];
      if ("lost" in row) return row;
      const { symbol, day, eps, eps_est: estimate, surp: surprise, release_time: release, qtr } = row;
      if (Math.abs(eps - estimate - surprise) > 0.0051)
        return { lost: "the surprise is not reported less expected" };
      const key = `${symbol} ${day}`;
      if (seen.has(key)) return { lost: "a second report of the symbol on one date" };
      seen.add(key);
      const surprise_to_estimate = estimate === 0 ? null : surprise / Math.abs(estimate);
      const quarter = quarterOf(qtr ?? "");
      return {
        ...{ symbol, event: day },
        known: clock({
          local: day + (release === "pre" ? OPENING : END_OF_DAY),
          hasTime: true,
          absolute: false,
        }),
        values: {
          ...{ eps, estimate, surprise, surprise_to_estimate },
          ...{ sue: sue[i], beat: Math.sign(surprise), quarter, release },
        },
      };
    },
  );
}

type Row = z.infer<typeof schema> & { readonly day: number };

function rowReader(dateFormat: string): (cells: SourceRow) => Row | { lost: string } {
  const dateOf = formattedMoment(WHO, dateFormat);
  return (cells) => {
    const { success, data, error } = schema.safeParse(cells);
    if (!success) return { lost: misfit(error) };
    const day = dateOf(data.date)?.local;
    return day === undefined ? { lost: `cannot be read: date, as ${dateFormat}` } : { ...data, day };
  };
}

/** Each surprise over the sample standard deviation of the up to 8 of its symbol before it, at least 4. */
function scaledSurprises(rows: readonly (Row | { lost: string })[]): (number | null)[] {
  const sound = rows.flatMap((row, i) => ("lost" in row ? [] : [{ row, i }]));
  sound.sort((a, b) => a.row.day - b.row.day);
  const before = new Map<string, number[]>();
  const scaled: (number | null)[] = rows.map(() => null);
  for (const { row, i } of sound) {
    const past = before.get(row.symbol) ?? [];
    const spread = std(Float64Array.from(past));
    if (past.length >= 4 && spread > 0) scaled[i] = row.surp / spread;
    before.set(row.symbol, [...past, row.surp].slice(-8));
  }
  return scaled;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `17-Jun` is what a spreadsheet made of June 2017; `Q2` and `NULL` say no month. */
function quarterOf(cell: string): string | null {
  const found = /^(\d\d)-([A-Z][a-z]{2})$/.exec(cell.trim());
  const month = MONTHS.indexOf(found?.[2] ?? "") + 1;
  return found && month > 0 ? `20${found[1]}-${String(month).padStart(2, "0")}` : null;
}
