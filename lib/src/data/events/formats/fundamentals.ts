import { z } from "zod";
import { checkKeys } from "../../../core/index.js";
import { checkColumns } from "../checkColumns.js";
import { isoMoment, zoneClock } from "../clock.js";
import type { EventTable } from "../eventTable.js";
import { type Normalized, normalize } from "../normalize.js";
import { type SourceRow, sourceRows } from "../sourceRows.js";
import { misfit, optionalNumber, symbolCell } from "./cells.js";
import { FUNDAMENTAL_COLUMNS, FUNDAMENTAL_FIELDS } from "./fundamentalColumns.js";
import { ratiosOf } from "./fundamentalRatios.js";
import { METRICS, type Metric, type Report, Reports } from "./reports.js";

/** Options of `events.fundamentals`. */
export interface FundamentalsOptions {
  /** Columns to leave out because they hold the future. */
  readonly drop?: readonly string[];
}

const WHO = "events.fundamentals";
const END_OF_DAY = 86_399_000;

const heading = z.object({
  ...{ symbol: symbolCell, first_crawl: z.string(), end_date: z.string(), amend: z.string() },
  doc_type: z.enum(["10-K", "10-Q"]),
});
const figures = z.object(
  Object.fromEntries(METRICS.map((metric) => [metric, optionalNumber])) as Record<
    Metric,
    typeof optionalNumber
  >,
);
const schema = heading.and(figures);

/**
 * Quarterly and annual reports by first availability, from a file with the columns of `sec_fundamentals_pit`. Each report
 * is an event: what is known of its symbol from then on, of the newest period that was reported. It is known from the end
 * of the day (New York) of `first_crawl` on. An amendment changes the figures from its own day on.
 *
 * Twelve months are the annual report's, or the sum of four quarters, the fourth of a year being the annual figure less the
 * other three. Per-share figures are rescaled for later splits by the market that they are joined to.
 */
export async function fundamentals(path: string, options: FundamentalsOptions = {}): Promise<EventTable> {
  checkKeys(WHO, options, ["drop"]);
  const source = await sourceRows(WHO, path);
  checkColumns(WHO, source, { needed: [...Object.keys(heading.shape), ...METRICS], drop: options.drop });
  const clock = zoneClock("America/New_York");
  const rows = inOrder(source.rows);
  const bySymbol = new Map<string, Reports>();
  const format = { who: WHO, name: "fundamentals", columns: FUNDAMENTAL_COLUMNS, fields: FUNDAMENTAL_FIELDS };
  return normalize({ ...source, rows }, format, (cells): Normalized => {
    const { success, data, error } = schema.safeParse(cells);
    if (!success) return { lost: misfit(error) };
    const [crawl, end] = [isoMoment(data.first_crawl)?.local, isoMoment(data.end_date)?.local];
    if (crawl === undefined || end === undefined) return { lost: "cannot be read: first_crawl or end_date" };
    if (end > crawl) return { lost: "the period ended after its report" };
    const { symbol, amend, doc_type } = data;
    const reports = bySymbol.get(symbol) ?? new Reports();
    bySymbol.set(symbol, reports);
    const values = Object.fromEntries(METRICS.map((metric) => [metric, data[metric] ?? Number.NaN]));
    const report: Report = {
      ...{ end, known: crawl, annual: doc_type === "10-K", amends: /^true$/i.test(amend) },
      values: values as Record<Metric, number>,
    };
    const without = withoutContradictions(report);
    const refused = reports.add(report);
    if (refused) return { lost: refused };
    const newest = reports.newest;
    const known = clock({ local: crawl + END_OF_DAY, hasTime: true, absolute: false });
    const event = { symbol, event: newest.end, known, values: ratiosOf(reports) };
    return without ? { event, without } : event;
  });
}

/** By the day of first availability, then by the end of the period. */
function inOrder(rows: readonly SourceRow[]): SourceRow[] {
  const key = ({ first_crawl, end_date }: SourceRow) => `${first_crawl} ${end_date}`;
  return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/** Fewer shares than any listed company has: net income and earnings per share are not in the same unit. */
const FEWEST_SHARES = 1e5;

/** Take out, in place, what contradicts itself in one report. */
function withoutContradictions({ values }: Report): { reason: string; values: string[] } | undefined {
  const { net_income, eps_basic } = values;
  if (!(Math.abs(eps_basic) >= 0.01) || !(net_income !== 0) || net_income / eps_basic >= FEWEST_SHARES)
    return undefined;
  values.net_income = values.eps_basic = values.eps_diluted = Number.NaN;
  return { reason: "net income and earnings per share contradict each other", values: ["net_income", "eps"] };
}
