import type { Bar, Provider } from "../provider.js";
import { withDashedClass } from "./shapes.js";

/** Stooq: daily prices as comma-separated text, adjusted for splits and dividends, without a list of either. */
export const stooq: Provider = {
  name: "stooq",
  facts: {
    baseUrl: "https://stooq.com/",
    documentation: "https://stooq.com/db/",
    keys: [],
    frequencies: ["1d"],
    prices: "total_return",
    actions: [],
    label: "start",
    zone: "America/New_York",
    rate: { requests: 30, seconds: 60 },
    pageSize: 100_000,
    symbolsPerRequest: 1,
    history: "since listing; an allowance per day that is not published",
  },
  async *bars({ symbols: [symbol], from, to }, client) {
    const day = (date: string) => date.replaceAll("-", "");
    const query = { s: stooqSymbol(symbol), i: "d", d1: day(from), d2: day(to) };
    const rows = await client.csv({ path: "q/d/l/", query }, [
      "Date",
      "Open",
      "High",
      "Low",
      "Close",
      "Volume",
    ]);
    const number = (text: string) => (text === "" || text === "N/D" ? null : Number(text));
    const bars = rows.map(({ Date: time, Open, High, Low, Close, Volume }): Bar => {
      const cells = { open: number(Open), high: number(High), low: number(Low), close: number(Close) };
      if (!/^\d{4}-\d{2}-\d{2}$/.test(time) || Object.values(cells).some(Number.isNaN)) {
        client.refuse("malformed", {
          rule: "a line is no bar",
          received: [time, Open, High, Low, Close].join(","),
        });
      }
      return { symbol, time, ...cells, volume: number(Volume) };
    });
    yield { bars };
  },
  refusal({ status, body }) {
    if (status !== 200) return undefined;
    if (/daily hits limit/i.test(body)) return { kind: "quota", words: body };
    if (/^no data/i.test(body)) return { kind: "unknown_symbol", words: body };
    if (/^access denied|apikey/i.test(body)) return { kind: "bad_key", words: body };
    return undefined;
  },
};

/** Without an ending a symbol is one of the United States: `aapl.us`, `brk-b.us`; `vod.uk` stays. */
function stooqSymbol(symbol: string): string {
  const asked = withDashedClass(symbol).toLowerCase();
  return asked.includes(".") || asked.startsWith("^") ? asked : `${asked}.us`;
}
