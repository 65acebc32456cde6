import type { Bar, BarRequest, Page, ProviderAction } from "../provider.js";
import { dateIn } from "../zoned.js";

/** The rows of some pages, symbol by symbol. */
export interface Merged {
  readonly bars: readonly Bar[];
  readonly actions: readonly ProviderAction[];
  readonly repeated: number;
}

/**
 * Put pages together that may overlap and come in any order. A row that came before with the same values is dropped. Rows
 * that contradict each other all stay, in the order they came: the quality rules publish the first and put the others
 * into quarantine. Rows outside the span, or of a symbol nobody asked for, are dropped.
 */
export function mergePages(pages: readonly Page[], request: BarRequest): Map<string, Merged> {
  const { symbols, from, to, frequency } = request;
  const inside = (day: string) => day >= from && day <= to;
  const session = (time: string) => (frequency === "1d" ? time : dateIn(Date.parse(time) - 1, EXCHANGE_ZONE));
  const bars = pages.flatMap((page) => page.bars.filter((bar) => inside(session(bar.time))));
  const actions = pages.flatMap((page) => (page.actions ?? []).filter((action) => inside(action.date)));
  return new Map(
    symbols.map((symbol) => {
      const own = bars.filter((bar) => bar.symbol === symbol);
      const kept = distinct(own, (bar) => [bar.time, bar.open, bar.high, bar.low, bar.close, bar.volume]);
      const acted = actions.filter((action) => action.symbol === symbol);
      return [
        symbol,
        {
          bars: kept.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0)),
          actions: distinct(acted, (action) => [action.date, action.kind, action.value]),
          repeated: own.length - kept.length,
        },
      ];
    }),
  );
}

/** Where bars below a day belong to a session by the calendar of New York. */
const EXCHANGE_ZONE = "America/New_York";

function distinct<T>(rows: readonly T[], identity: (row: T) => readonly unknown[]): T[] {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const key = identity(row).join("|");
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
