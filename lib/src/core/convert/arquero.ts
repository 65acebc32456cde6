import type * as Arquero from "arquero";
import type { ColumnTable } from "arquero";
import { fail } from "../errors.js";
import { lazyModule } from "../lazyModule.js";
import { type Frequency, type Panel, type PanelMeta, toInstant } from "../panel/index.js";
import { encodeSymbols, fromLong, toLong } from "./long.js";

const arquero = lazyModule<typeof Arquero>("arquero");

/**
 * A panel as an Arquero table. `long` (default): columns date, symbol, value, one row per date and asset.
 * `wide`: a date column and one column per asset. Dates are `Date` objects at UTC; missing is `NaN`.
 */
export function panelToArquero(panel: Panel, form: "long" | "wide" = "long"): ColumnTable {
  if (form === "wide") {
    const columns: [string, ArrayLike<unknown>][] = panel.assets.symbols.map((symbol) => [
      symbol,
      panel.series(symbol),
    ]);
    return arquero.table([["date", Array.from(panel.time.instants, (t) => new Date(t))], ...columns]);
  }
  const { instants, codes, symbols, values } = toLong(panel);
  return arquero.table({
    date: Array.from(instants, (t) => new Date(t)),
    symbol: Array.from(codes, (code) => symbols[code]),
    value: values,
  });
}

/** A panel from a long Arquero table with columns date, symbol, value, in any order. */
export function panelFromArquero(long: ColumnTable, meta: PanelMeta & { frequency?: Frequency } = {}): Panel {
  for (const name of ["date", "symbol", "value"]) {
    if (!long.columnNames().includes(name)) {
      fail("core.panelFromArquero", `the table needs a column ${name}`, { received: long.columnNames() });
    }
  }
  const n = long.numRows();
  const { codes, symbols } = encodeSymbols(long.array("symbol") as string[], n);
  const instants = Float64Array.from(long.array("date") as Date[], toInstant);
  const values = Float64Array.from(long.array("value") as (number | null)[], (value) => value ?? Number.NaN);
  return fromLong({ instants, codes, symbols, values }, meta);
}
