import type { ChartOptions } from "yahoo-finance2/modules/chart";
import { z } from "zod";
import type { Client } from "../client/client.js";
import type { Bar, Page, Provider, ProviderAction } from "../provider.js";
import { ProviderRefusal } from "../refusal.js";
import { dateIn } from "../zoned.js";
import { daySlices } from "./daySlices.js";
import { cell, withDashedClass } from "./shapes.js";

const column = z.array(cell);

const series = z.object({
  meta: z.object({ symbol: z.string(), dataGranularity: z.string(), exchangeTimezoneName: z.string() }),
  /** Absent where the span has no bar. */
  timestamp: z.array(z.number()).optional(),
  events: z
    .object({
      /** By the stamp of their ex-date. */
      dividends: z.record(z.string().regex(/^\d+$/), z.object({ amount: z.number() })).optional(),
    })
    .optional(),
  indicators: z.object({
    quote: z
      .array(z.object({ open: column, high: column, low: column, close: column, volume: column }).partial())
      .length(1),
  }),
});

const chart = z.object({ chart: z.object({ result: z.array(series).length(1), error: z.null() }) });

const failure = z.object({
  chart: z.object({ error: z.object({ code: z.string(), description: z.string() }) }),
});

type Series = z.infer<typeof series>;

/** The functions of yahoo-finance2, with our client in place of its `fetch`: limits, retries and pages as for every provider. */
async function library(client: Client) {
  const [{ default: createYahooFinance }, { default: chartModule }] = await Promise.all([
    import("yahoo-finance2/createYahooFinance"),
    import("yahoo-finance2/modules/chart"),
  ]);
  const Yahoo = createYahooFinance({ modules: { chart: chartModule } });
  const yahoo = new Yahoo({ logger: SILENT, versionCheck: false });
  const ask = async (address: string) => {
    const { pathname, searchParams } = new URL(address);
    const query = Object.fromEntries(searchParams);
    return Response.json(await client.json({ path: pathname.slice(1), query }, chart));
  };
  /** Its own check of answers refuses symbols for fields that no bar needs; ours has looked at those that one does. */
  const options = { fetch: ask as typeof fetch, validateResult: false } as const;
  return async (symbol: string, asked: ChartOptions): Promise<Series> => {
    try {
      return (await yahoo.chart(
        encodeURIComponent(symbol),
        { ...asked, return: "object" },
        options,
      )) as Series;
    } catch (error) {
      if (error instanceof ProviderRefusal) throw error;
      return client.refuse("malformed", { rule: (error as Error).message });
    }
  };
}

/** It warns at every start that a newer Node is wanted, and asks for reports of answers that it does not know. */
const nothing = () => undefined;
const SILENT = { info: nothing, warn: nothing, error: nothing, debug: nothing, dir: nothing };

/** One answer has bars of a minute of eight days at most; two are asked for more than are meant. */
const MINUTE_DAYS = 6;

/**
 * Yahoo Finance, by the chart address that its own pages use: no key, no agreement, no promise. Prices are adjusted for
 * splits up to today, dividends are published beside them.
 */
export const yahoo: Provider = {
  name: "yahoo",
  facts: {
    baseUrl: "https://query2.finance.yahoo.com/",
    documentation: "https://finance.yahoo.com/quote/AAPL/history/",
    keys: [],
    frequencies: ["1d", "1m", "5m", "15m", "30m", "1h"],
    prices: "split_adjusted",
    actions: ["dividend"],
    label: "start",
    zone: "UTC",
    rate: { requests: 60, seconds: 60 },
    pageSize: 100_000,
    symbolsPerRequest: 1,
    history: "since listing; 1m the last 30 days, 8 per request, 5m to 30m 60 days, 1h 730 days",
  },
  async *bars({ symbols: [symbol], frequency, from, to }, client) {
    const asked = withDashedClass(symbol);
    const days = frequency === "1m" ? MINUTE_DAYS : Infinity;
    const chartOf = await library(client);
    for (const span of daySlices(from, to, days)) {
      const answer = await chartOf(asked, {
        interval: frequency as ChartOptions["interval"],
        period1: Date.parse(span.from) / 1000,
        period2: Date.parse(span.to) / 1000 + 2 * 86_400,
        events: "div|split",
        includePrePost: false,
      });
      yield pageOf(answer);
    }

    function pageOf({ meta, timestamp = [], indicators, events }: Series): Page {
      if (meta.symbol.toUpperCase() !== asked.toUpperCase()) {
        client.refuse("malformed", { rule: `${asked} was asked for`, received: meta.symbol });
      }
      if (meta.dataGranularity !== frequency) {
        const rule = `bars of ${frequency} were asked for`;
        client.refuse("plan", { rule, received: meta.dataGranularity });
      }
      const day = (stamp: number) => dateIn(stamp * 1000, meta.exchangeTimezoneName);
      /** The stamp of a daily bar is the opening of its session. */
      const timeOf = frequency === "1d" ? day : (stamp: number) => new Date(stamp * 1000).toISOString();
      const [quote] = indicators.quote;
      const at = (cells: readonly (number | null)[] | undefined, i: number) => cells?.[i] ?? null;
      const bars = timestamp.map(
        (stamp, i): Bar => ({
          symbol,
          time: timeOf(stamp),
          open: at(quote.open, i),
          high: at(quote.high, i),
          low: at(quote.low, i),
          close: at(quote.close, i),
          volume: at(quote.volume, i),
        }),
      );
      const actions = Object.entries(events?.dividends ?? {}).map(([stamp, { amount }]): ProviderAction => {
        return { symbol, date: day(Number(stamp)), kind: "dividend", value: amount };
      });
      return { bars, actions };
    }
  },
  refusal({ status, body, json }) {
    if (/too many requests/i.test(body) && status !== 200) return { kind: "rate_limit", words: body };
    const told = failure.safeParse(json);
    if (!told.success) return undefined;
    const words = told.data.chart.error.description;
    if (/no data found|delisted|not found|doesn't exist/i.test(words))
      return { kind: "unknown_symbol", words };
    if (/not available|must be within/i.test(words)) return { kind: "plan", words };
    return { kind: "bad_request", words };
  },
};
