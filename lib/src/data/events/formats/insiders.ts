import { z } from "zod";
import { checkKeys } from "../../../core/index.js";
import { checkColumns } from "../checkColumns.js";
import { isoMoment, zoneClock } from "../clock.js";
import type { EventColumn } from "../eventColumns.js";
import type { EventField } from "../eventField.js";
import type { EventTable } from "../eventTable.js";
import { type Normalized, normalize } from "../normalize.js";
import { type SourceRow, sourceRows } from "../sourceRows.js";
import { cellNumber, misfit, symbolCell } from "./cells.js";

/** Options of `events.insiders`. */
export interface InsiderOptions {
  /** Columns to leave out because they hold the future, e.g. `["ret_*", "entry_*"]`. */
  readonly drop?: readonly string[];
}

const WHO = "events.insiders";
const NEEDED = [
  "filing_date",
  "trade_date",
  "ticker",
  "insider",
  "title",
  "trade_type",
  "price",
  "qty",
  "value",
];

/** What the events of this format have beside symbol and times. */
export const INSIDERS_COLUMNS: readonly EventColumn[] = [
  { name: "insider", kind: "text", meaning: "who traded" },
  { name: "buyer", kind: "text", meaning: "who, of a purchase" },
  { name: "title", kind: "text", meaning: "office" },
  { name: "side", kind: "text", meaning: "purchase or sale" },
  { name: "price", kind: "number", unit: "USD", meaning: "price paid, as filed" },
  { name: "quantity", kind: "number", unit: "shares", meaning: "shares traded, as filed" },
  { name: "value", kind: "number", unit: "USD", meaning: "price × quantity" },
  { name: "net_value", kind: "number", unit: "USD", meaning: "value, negative for a sale" },
];

/** The fields that a market gets when none are asked for. */
export const INSIDERS_FIELDS: Readonly<Record<string, EventField>> = {
  net_value_90: { take: "sum", column: "net_value", days: 90 },
  buyers_90: { take: "distinct", column: "buyer", days: 90 },
  buyers_30: { take: "distinct", column: "buyer", days: 30 },
  trades_90: { take: "count", days: 90 },
  age: { take: "age", days: 365 },
};

const SIDES: Readonly<Record<string, string>> = { P: "purchase", S: "sale" };
/** The largest whole number of 32 bits: what a wider one became. */
const OVERFLOW = 2_147_483_647;

const schema = z.object({
  ...{ ticker: symbolCell, filing_date: z.string(), trade_date: z.string() },
  ...{ insider: z.string().trim().min(1), title: z.string(), trade_type: z.string() },
  ...{ price: cellNumber, qty: cellNumber, value: cellNumber, X: z.string().nullish() },
});

/**
 * Trades of insiders by Form 4 filings, from a file with the columns of openinsider. Known at the filing time (New York).
 * Only open-market purchases (`P`) and sales (`S`) are events. An amendment (`A` in the column `X`) of a trade that was filed
 * before is not counted again. The file's returns after the event must be dropped by name.
 *
 * @example await events.insiders("purchases.csv", { drop: ["ret_*", "entry_*"] })
 */
export async function insiders(path: string, options: InsiderOptions = {}): Promise<EventTable> {
  checkKeys(WHO, options, ["drop"]);
  const source = await sourceRows(WHO, path);
  checkColumns(WHO, source, { needed: NEEDED, drop: options.drop });
  const read = rowReader();
  const rows = source.rows.map(read);
  const amended = amendments(rows);
  return normalize(
    source,
    { who: WHO, name: "insiders", columns: INSIDERS_COLUMNS, fields: INSIDERS_FIELDS },
    (_, i): Normalized => {
      const row = rows[i];
      if ("lost" in row) return row;
      if (amended.has(i)) return { lost: "amends a filing that is counted already" };
      const { ticker: symbol, insider, title, side, price, qty: quantity, value, traded, filed } = row;
      const sign = side === "sale" ? -1 : 1;
      const texts = { insider, buyer: side === "purchase" ? insider : null, title, side };
      if (Math.abs(quantity) >= OVERFLOW || value >= OVERFLOW) {
        const values = { ...texts, price: null, quantity: null, value: null, net_value: null };
        const without = {
          reason: "a number beyond 32 bits was cut off",
          values: ["price", "quantity", "value"],
        };
        return { event: { symbol, event: traded, known: filed, values }, without };
      }
      const values = { ...texts, price: price || null, quantity, value, net_value: sign * Math.abs(value) };
      return { symbol, event: traded, known: filed, values };
    },
  );
}

type Row = z.infer<typeof schema> & {
  readonly side: string;
  readonly traded: number;
  readonly filed: number;
};

function rowReader(): (cells: SourceRow) => Row | { lost: string } {
  const clock = zoneClock("America/New_York");
  return (cells) => {
    const { success, data, error } = schema.safeParse(cells);
    if (!success) return { lost: misfit(error) };
    const [filing, trade] = [isoMoment(data.filing_date), isoMoment(data.trade_date)];
    if (!filing || !trade) return { lost: "cannot be read: filing_date or trade_date" };
    if (!filing.hasTime) return { lost: "the filing has no time" };
    if (trade.local > filing.local) return { lost: "traded after it was filed" };
    const side = SIDES[data.trade_type.trim()[0]];
    if (!side) return { lost: "neither a purchase nor a sale in the open market" };
    return { ...data, side, traded: trade.local, filed: clock(filing) };
  };
}

/** Amendments whose symbol, insider and trade date were filed before. */
function amendments(rows: readonly (Row | { lost: string })[]): Set<number> {
  const sound = rows.flatMap((row, i) => ("lost" in row ? [] : [{ row, i }]));
  sound.sort((a, b) => a.row.filed - b.row.filed);
  const filed = new Set<string>();
  const found = new Set<number>();
  for (const { row, i } of sound) {
    const key = [row.ticker, row.insider, row.traded, row.side].join("\n");
    if (row.X?.includes("A") && filed.has(key)) found.add(i);
    filed.add(key);
  }
  return found;
}
