import { z } from "zod";
import { DAY_MS } from "../../../core/index.js";
import type { Client } from "../client/client.js";
import type { Bar, Provider } from "../provider.js";
import { isoDay, numeral, textAt } from "./shapes.js";

const NEW_YORK = "America/New_York";

const row = z.object({
  "1. open": numeral,
  "2. high": numeral,
  "3. low": numeral,
  "4. close": numeral,
  "5. volume": numeral,
});

const daily = z.object({
  "Meta Data": z.object({ "2. Symbol": z.string() }),
  "Time Series (Daily)": z.record(isoDay, row),
});

const dividends = z.object({
  symbol: z.string(),
  data: z.array(z.object({ ex_dividend_date: isoDay, amount: numeral })),
});

const splits = z.object({
  symbol: z.string(),
  data: z.array(z.object({ effective_date: isoDay, split_factor: numeral })),
});

const MINUTES: Readonly<Record<string, string>> = {
  "1h": "60min",
  "30m": "30min",
  "15m": "15min",
  "5m": "5min",
  "1m": "1min",
};

/**
 * Alpha Vantage: raw daily prices, dividends and splits from addresses of their own, minute bars month by month. It
 * refuses with HTTP 200 and a text under `Note`, `Information` or `Error Message`.
 */
export const alphaVantage: Provider = {
  name: "alpha_vantage",
  facts: {
    baseUrl: "https://www.alphavantage.co/",
    documentation: "https://www.alphavantage.co/documentation/",
    keys: ["ALPHA_VANTAGE_API_KEY"],
    frequencies: ["1d", "1h", "30m", "15m", "5m", "1m"],
    prices: "raw",
    actions: ["split", "dividend"],
    label: "start",
    zone: NEW_YORK,
    rate: { requests: 1, seconds: 2 },
    pageSize: 10_000,
    symbolsPerRequest: 1,
    history: "20 years; 25 requests a day and the last 100 days without charge",
  },
  async *bars({ symbols: [symbol], frequency, from, to }, client) {
    if (frequency !== "1d") {
      for (const month of monthsOf(from, to)) {
        const query = { function: "TIME_SERIES_INTRADAY", symbol, interval: MINUTES[frequency], month };
        const rest = { adjusted: "false", outputsize: "full", datatype: "csv" };
        const header = ["timestamp", "open", "high", "low", "close", "volume"];
        const rows = await client.csv(
          { path: "query", query: { ...query, ...rest }, ...secret(client) },
          header,
        );
        yield { bars: rows.map((cells) => minuteBar(cells)) };
      }
      return;
    }
    const outputsize = Date.parse(to) - Date.parse(from) > COMPACT_DAYS * DAY_MS ? "full" : "compact";
    const answer = await ask("TIME_SERIES_DAILY", daily, { outputsize });
    echoed(answer["Meta Data"]["2. Symbol"]);
    const bars = Object.entries(answer["Time Series (Daily)"]).map(
      ([
        time,
        { "1. open": open, "2. high": high, "3. low": low, "4. close": close, "5. volume": volume },
      ]): Bar => {
        return { symbol, time, open, high, low, close, volume };
      },
    );
    yield { bars };
    const paid = await ask("DIVIDENDS", dividends);
    const split = await ask("SPLITS", splits);
    for (const told of [paid.symbol, split.symbol]) echoed(told);
    const actions = [
      ...paid.data.map((one) => {
        return { symbol, date: one.ex_dividend_date, kind: "dividend" as const, value: one.amount };
      }),
      ...split.data.map((one) => {
        return { symbol, date: one.effective_date, kind: "split" as const, value: one.split_factor };
      }),
    ];
    yield { bars: [], actions };

    function ask<T>(name: string, schema: z.ZodType<T>, more: Record<string, string> = {}): Promise<T> {
      return client.json(
        { path: "query", query: { function: name, symbol, ...more }, ...secret(client) },
        schema,
      );
    }
    function echoed(received: string): void {
      if (received.toUpperCase() === symbol.toUpperCase()) return;
      client.refuse("malformed", { rule: `${symbol} was asked for`, received });
    }
    function minuteBar({ timestamp, open, high, low, close, volume }: Record<string, string>): Bar {
      const number = (text: string) => (text === "" ? null : Number(text));
      return {
        symbol,
        time: timestamp,
        open: number(open),
        high: number(high),
        low: number(low),
        close: number(close),
        volume: number(volume),
      };
    }
  },
  refusal({ json }) {
    const words = textAt(json, "Note") ?? textAt(json, "Information") ?? textAt(json, "Error Message");
    if (words === undefined) return undefined;
    if (/invalid api call/i.test(words)) return { kind: "unknown_symbol", words };
    if (/per day|daily/i.test(words) && /rate limit/i.test(words)) return { kind: "quota", words };
    if (/sparingly|per second|call frequency/i.test(words)) return { kind: "rate_limit", words };
    if (/premium/i.test(words)) return { kind: "plan", words };
    if (/apikey|api key/i.test(words)) return { kind: "bad_key", words };
    return { kind: "bad_request", words };
  },
};

/** The short answer holds 100 sessions: surely those of this many days up to today. */
const COMPACT_DAYS = 100;

/** The key travels in the address: a part of the query that is never shown. */
function secret(client: Client): { secretQuery: Record<string, string> } {
  return { secretQuery: { apikey: client.key("ALPHA_VANTAGE_API_KEY") } };
}

/** `2023-01`, `2023-02`, …: every month that the span touches. */
function monthsOf(from: string, to: string): string[] {
  const months: string[] = [];
  for (let month = from.slice(0, 7); month <= to.slice(0, 7); ) {
    months.push(month);
    const next = new Date(`${month}-15T00:00:00Z`);
    next.setUTCMonth(next.getUTCMonth() + 1);
    month = next.toISOString().slice(0, 7);
  }
  return months;
}
