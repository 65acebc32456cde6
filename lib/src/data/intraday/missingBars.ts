import { DAY_MS, TableView } from "../../core/index.js";
import { minutesOf } from "./barFrequency.js";
import type { ReadableBars } from "./readableBars.js";

/** Sessions with fewer regular bars than the calendar has, see `Bars.missing`. */
export async function missingBars(bars: ReadableBars): Promise<TableView> {
  const symbols = await bars.symbols();
  const sessions = bars.calendar.sessions(bars.span.first, bars.span.last);
  const first = sessions.instants[0] / DAY_MS;
  const counts = symbols.map(() => new Map<number, number>());
  await bars.each(symbols, `(date - DATE '1970-01-01')::INTEGER - ${first}`, (symbol) => ([days], rows) => {
    const own = counts[symbol];
    for (let i = 0; i < rows; i++) own.set(days[i], (own.get(days[i]) ?? 0) + 1);
  });
  const step = minutesOf(bars.frequency);
  const rows = sessions.labels().flatMap((date, i) => {
    const expected = bars.calendar.barEnds(date, { minutes: step }).length;
    const day = sessions.instants[i] / DAY_MS - first;
    return symbols.flatMap((symbol, j) => {
      const there = counts[j].get(day) ?? 0;
      return there < expected ? [{ symbol, date, bars: there, expected, missing: expected - there }] : [];
    });
  });
  const missing = rows.reduce((sum, row) => sum + row.missing, 0);
  return new TableView(rows, {
    title: `${bars.name}: ${missing.toLocaleString("en")} bars of ${bars.frequency} are missing in ${rows.length.toLocaleString("en")} sessions of symbols`,
    columns: ["symbol", "date", "bars", "expected", "missing"].map((key) => ({ key })),
  });
}
