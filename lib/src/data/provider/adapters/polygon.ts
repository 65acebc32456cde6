import { z } from "zod";
import type { Client } from "../client/client.js";
import type { Bar, BarRequest, Page, Provider } from "../provider.js";
import { dateIn } from "../zoned.js";
import { cell, isoDay, textAt } from "./shapes.js";

const NEW_YORK = "America/New_York";

const next_url = z.string().optional();

const aggregate = z.object({ t: z.number(), o: cell, h: cell, l: cell, c: cell, v: cell });

const pageOfBars = z.object({
  ticker: z.string(),
  adjusted: z.boolean(),
  resultsCount: z.number(),
  results: z.array(aggregate).optional(),
  next_url,
});

const pageOfDividends = z.object({
  results: z.array(z.object({ ticker: z.string(), ex_dividend_date: isoDay, cash_amount: z.number() })),
  next_url,
});

const pageOfSplits = z.object({
  results: z.array(
    z.object({ ticker: z.string(), execution_date: isoDay, split_from: z.number(), split_to: z.number() }),
  ),
  next_url,
});

const TIMESPANS: Readonly<Record<string, string>> = {
  "1d": "1/day",
  "1h": "1/hour",
  "30m": "30/minute",
  "15m": "15/minute",
  "5m": "5/minute",
  "1m": "1/minute",
};

/** Polygon (Massive): raw prices of US stocks, splits and dividends from addresses of their own. */
export const polygon: Provider = {
  name: "polygon",
  facts: {
    baseUrl: "https://api.polygon.io/",
    documentation: "https://polygon.io/docs/rest/stocks/aggregates/custom-bars",
    keys: ["POLYGON_API_KEY"],
    frequencies: ["1d", "1h", "30m", "15m", "5m", "1m"],
    prices: "raw",
    actions: ["split", "dividend"],
    label: "start",
    zone: "UTC",
    rate: { requests: 5, seconds: 60 },
    pageSize: 50_000,
    symbolsPerRequest: 1,
    history: "2 years without charge, by plan up to 20",
  },
  async *bars(request, client) {
    const {
      symbols: [symbol],
      frequency,
      from,
      to,
    } = request;
    const path = `v2/aggs/ticker/${encodeURIComponent(symbol)}/range/${TIMESPANS[frequency]}/${from}/${to}`;
    const query = { adjusted: "false", sort: "asc", limit: 50_000 };
    for await (const page of pages(client, { path, query, schema: pageOfBars })) {
      yield barsOf(page, request, client);
    }
    if (frequency !== "1d") return;
    const span = (field: string) => ({
      ticker: symbol,
      [`${field}.gte`]: from,
      [`${field}.lte`]: to,
      limit: 1000,
    });
    const dividends = {
      path: "v3/reference/dividends",
      query: span("ex_dividend_date"),
      schema: pageOfDividends,
    };
    for await (const { results } of pages(client, dividends)) {
      const actions = results.map(({ ticker, ex_dividend_date, cash_amount }) => {
        return { symbol: ticker, date: ex_dividend_date, kind: "dividend" as const, value: cash_amount };
      });
      yield { bars: [], actions };
    }
    const splits = { path: "v3/reference/splits", query: span("execution_date"), schema: pageOfSplits };
    for await (const { results } of pages(client, splits)) {
      const actions = results.map(({ ticker, execution_date, split_from, split_to }) => {
        return { symbol: ticker, date: execution_date, kind: "split" as const, value: split_to / split_from };
      });
      yield { bars: [], actions };
    }
  },
  refusal({ json }) {
    const words = textAt(json, "error") ?? textAt(json, "message");
    const status = textAt(json, "status");
    if (words === undefined || status === "OK") return undefined;
    if (/maximum requests/i.test(words)) return { kind: "rate_limit", words };
    if (status === "NOT_AUTHORIZED" || /entitled|plan|upgrade/i.test(words)) return { kind: "plan", words };
    if (/api key/i.test(words)) return { kind: "bad_key", words };
    if (status === "NOT_FOUND") return { kind: "unknown_symbol", words };
    return status === "ERROR" ? { kind: "bad_request", words } : undefined;
  },
};

interface Paged<T> {
  readonly path: string;
  readonly query: Readonly<Record<string, string | number>>;
  readonly schema: z.ZodType<T>;
}

/** Page after page by the link that each gives to the next. */
async function* pages<T extends { next_url?: string | undefined }>(
  client: Client,
  { path, query, schema }: Paged<T>,
): AsyncIterable<T> {
  const headers = { authorization: `Bearer ${client.key("POLYGON_API_KEY")}` };
  const seen = new Set<string>();
  for (let ask = { path, query } as Parameters<Client["json"]>[0]; ; ) {
    const page = await client.json({ ...ask, headers }, schema);
    yield page;
    if (page.next_url === undefined) return;
    if (seen.has(page.next_url)) client.refuse("malformed", { rule: "the pages lead in a circle" });
    seen.add(page.next_url);
    ask = client.follow(page.next_url);
  }
}

function barsOf(
  page: z.infer<typeof pageOfBars>,
  { symbols: [symbol], frequency }: BarRequest,
  client: Client,
): Page {
  const { ticker, adjusted, resultsCount, results = [] } = page;
  if (ticker !== symbol) client.refuse("malformed", { rule: `${symbol} was asked for`, received: ticker });
  if (adjusted) client.refuse("malformed", { rule: "raw prices were asked for", received: "adjusted: true" });
  if (resultsCount !== results.length) {
    const received = `${results.length} bars, resultsCount ${resultsCount}`;
    client.refuse("malformed", { rule: "the answer was cut", received });
  }
  const bars = results.map(({ t, o, h, l, c, v }): Bar => {
    const time = frequency === "1d" ? dateIn(t, NEW_YORK) : new Date(t).toISOString();
    return { symbol, time, open: o, high: h, low: l, close: c, volume: v };
  });
  return { bars };
}
