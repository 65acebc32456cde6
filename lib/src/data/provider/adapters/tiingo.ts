import { z } from "zod";
import type { Bar, Provider, ProviderAction } from "../provider.js";
import { daySlices } from "./daySlices.js";
import { cell, isoDay, textAt, withDashedClass } from "./shapes.js";

const prices = { open: cell, high: cell, low: cell, close: cell };

const days = z.array(
  z.object({ date: isoDay, ...prices, volume: cell, divCash: z.number(), splitFactor: z.number() }),
);

const minutes = z.array(
  z.object({ date: z.iso.datetime({ offset: true }), ...prices, volume: cell.optional() }),
);

const RESAMPLE: Readonly<Record<string, string>> = {
  "1h": "1hour",
  "30m": "30min",
  "15m": "15min",
  "5m": "5min",
  "1m": "1min",
};

/** Days of which one answer can hold all bars: 10,000 rows, 390 minutes a session. */
const DAYS: Readonly<Record<string, number>> = { "1h": 1400, "30m": 700, "15m": 350, "5m": 120, "1m": 25 };

/** Tiingo: raw prices with dividends and split factors in the same rows; below a day the trades on IEX only. */
export const tiingo: Provider = {
  name: "tiingo",
  facts: {
    baseUrl: "https://api.tiingo.com/",
    documentation: "https://www.tiingo.com/documentation/end-of-day",
    keys: ["TIINGO_API_KEY"],
    frequencies: ["1d", "1h", "30m", "15m", "5m", "1m"],
    prices: "raw",
    actions: ["split", "dividend"],
    label: "start",
    zone: "UTC",
    rate: { requests: 50, seconds: 3600 },
    pageSize: 10_000,
    symbolsPerRequest: 1,
    history: "since 1962 daily; 500 symbols a month without charge",
  },
  async *bars({ symbols: [symbol], frequency, from, to }, client) {
    const headers = { authorization: `Token ${client.key("TIINGO_API_KEY")}` };
    const ticker = encodeURIComponent(withDashedClass(symbol));
    const query = { startDate: from, endDate: to, format: "json" };
    if (frequency === "1d") {
      const rows = await client.json({ path: `tiingo/daily/${ticker}/prices`, query, headers }, days);
      yield { bars: rows.map((row) => toBar(row.date.slice(0, 10), row)), actions: rows.flatMap(actionsOf) };
      return;
    }
    const columns = "open,high,low,close,volume";
    for (const { from: startDate, to: endDate } of daySlices(from, to, DAYS[frequency])) {
      const asked = { ...query, startDate, endDate, columns, resampleFreq: RESAMPLE[frequency] };
      const rows = await client.json({ path: `iex/${ticker}/prices`, query: asked, headers }, minutes);
      yield { bars: rows.map((row) => toBar(row.date, row)) };
    }

    function toBar(
      time: string,
      { open, high, low, close, volume = null }: Omit<z.infer<typeof minutes>[0], "date">,
    ): Bar {
      return { symbol, time, open, high, low, close, volume };
    }
    function actionsOf({ date, divCash, splitFactor }: z.infer<typeof days>[0]): ProviderAction[] {
      const at = { symbol, date: date.slice(0, 10) };
      const split = { ...at, kind: "split" as const, value: splitFactor };
      const dividend = { ...at, kind: "dividend" as const, value: divCash };
      return [...(splitFactor === 1 ? [] : [split]), ...(divCash === 0 ? [] : [dividend])];
    }
  },
  refusal({ status, body, json }) {
    const words = textAt(json, "detail") ?? (json === undefined ? body : undefined);
    if (words === undefined) return undefined;
    if (/symbol look ?up|run over|allocation/i.test(words)) return { kind: "quota", words };
    if (/not found/i.test(words)) return { kind: "unknown_symbol", words };
    if (/token|credentials/i.test(words) && status !== 200) return { kind: "bad_key", words };
    return undefined;
  },
};
