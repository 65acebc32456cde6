import { AssetIndex, Panel, TimeIndex } from "../../core/index.js";
import type { ReadableBars } from "./readableBars.js";

/** A number of a bar. */
export type BarField = "open" | "high" | "low" | "close" | "volume";

export const BAR_NUMBERS: readonly BarField[] = ["open", "high", "low", "close", "volume"];

/** One number of bars as a panel: instants at which any symbol has a bar × symbols. */
export async function barPanel(bars: ReadableBars, field: BarField): Promise<Panel> {
  const symbols = await bars.symbols();
  const times: number[][] = symbols.map(() => []);
  const values: number[][] = symbols.map(() => []);
  await bars.each(symbols, `epoch_ms(time)::DOUBLE, ${field}`, (symbol) => ([time, value], rows) => {
    for (let i = 0; i < rows; i++) {
      times[symbol].push(time[i]);
      values[symbol].push(value[i]);
    }
  });
  const instants = Float64Array.from(new Set(times.flat())).sort();
  const row = new Map(Array.from(instants, (t, i) => [t, i]));
  const out = new Float64Array(instants.length * symbols.length).fill(Number.NaN);
  times.forEach((own, j) => {
    own.forEach((t, k) => {
      out[(row.get(t) as number) * symbols.length + j] = values[j][k];
    });
  });
  const time = TimeIndex.of(instants, bars.frequency);
  return Panel.of(time, AssetIndex.of(symbols), out, { name: field });
}
