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
  const { symbols, from, to, frequency, zone = NEW_YORK } = request;
  const inside = (day: string) => day >= from && day <= to;
  const session = (time: string) => (frequency === "1d" ? time : dateIn(Date.parse(time) - 1, zone));
  const bars = new Map<string, Bar[]>(symbols.map((symbol) => [symbol, []]));
  for (const page of pages)
    for (const bar of page.bars) if (inside(session(bar.time))) bars.get(bar.symbol)?.push(bar);
  const actions = pages.flatMap((page) => (page.actions ?? []).filter((action) => inside(action.date)));
  return new Map(
    symbols.map((symbol) => {
      const own = bars.get(symbol) ?? [];
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

const NEW_YORK = "America/New_York";

function distinct<T>(rows: readonly T[], identity: (row: T) => readonly unknown[]): T[] {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const key = identity(row).join("|");
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
