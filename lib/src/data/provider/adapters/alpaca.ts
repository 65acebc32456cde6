import { z } from "zod";
import type { Client } from "../client/client.js";
import type { Bar, BarRequest, Page, Provider, ProviderAction } from "../provider.js";
import { dateIn, instantsOf } from "../zoned.js";
import { cell, isoDay, textAt } from "./shapes.js";

const NEW_YORK = "America/New_York";

const bar = z.object({ t: z.iso.datetime(), o: cell, h: cell, l: cell, c: cell, v: cell });

const pageOfBars = z.object({
  bars: z.record(z.string(), z.array(bar)),
  next_page_token: z.string().nullable(),
});

const dividend = z.object({ symbol: z.string(), ex_date: isoDay, rate: z.number() });
const split = z.object({ symbol: z.string(), ex_date: isoDay, new_rate: z.number(), old_rate: z.number() });

const pageOfActions = z.object({
  corporate_actions: z.object({
    cash_dividends: z.array(dividend).optional(),
    forward_splits: z.array(split).optional(),
    reverse_splits: z.array(split).optional(),
  }),
  next_page_token: z.string().nullable(),
});

const TIMEFRAMES: Readonly<Record<string, string>> = {
  "1d": "1Day",
  "1h": "1Hour",
  "30m": "30Min",
  "15m": "15Min",
  "5m": "5Min",
  "1m": "1Min",
};

/** Alpaca's market data: raw prices of US stocks, many symbols per request, actions from an address of their own. */
export const alpaca: Provider = {
  name: "alpaca",
  facts: {
    baseUrl: "https://data.alpaca.markets/",
    documentation: "https://docs.alpaca.markets/reference/stockbars",
    keys: ["APCA_API_KEY_ID", "APCA_API_SECRET_KEY"],
    frequencies: ["1d", "1h", "30m", "15m", "5m", "1m"],
    prices: "raw",
    actions: ["split", "dividend"],
    label: "start",
    zone: "UTC",
    rate: { requests: 200, seconds: 60 },
    pageSize: 10_000,
    symbolsPerRequest: 100,
    history: "since 2016; without a subscription not the last 15 minutes",
  },
  async *bars(request, client) {
    const { from, to, frequency, zone = NEW_YORK } = request;
    const span = frequency === "1d" ? { start: from, end: to } : instantsOf({ from, to }, zone);
    const query = {
      symbols: request.symbols.join(","),
      timeframe: TIMEFRAMES[frequency],
      ...span,
      adjustment: "raw",
      limit: 10_000,
      sort: "asc",
    };
    for await (const { bars } of pages(client, { path: "v2/stocks/bars", query, schema: pageOfBars })) {
      yield {
        bars: Object.entries(bars).flatMap(([symbol, rows]) =>
          rows.map((row) => toBar(symbol, row, request)),
        ),
      };
    }
    if (frequency === "1d") yield* actionsOf(request, client);
  },
  refusal({ status, json }) {
    const words = textAt(json, "message");
    if (words === undefined) return undefined;
    if (/subscription|permit/i.test(words)) return { kind: "plan", words };
    if (status === 400 || status === 422) {
      return { kind: /symbol/i.test(words) ? "unknown_symbol" : "bad_request", words };
    }
    return undefined;
  },
};

interface Paged<T> {
  readonly path: string;
  readonly query: Readonly<Record<string, string | number>>;
  readonly schema: z.ZodType<T>;
}

/** Page after page until there is no token for the next. */
async function* pages<T extends { next_page_token: string | null }>(
  client: Client,
  { path, query, schema }: Paged<T>,
): AsyncIterable<T> {
  const headers = {
    "APCA-API-KEY-ID": client.key("APCA_API_KEY_ID"),
    "APCA-API-SECRET-KEY": client.key("APCA_API_SECRET_KEY"),
  };
  const seen = new Set<string>();
  for (let token: string | null | undefined; token !== null; ) {
    const page: T = await client.json({ path, query: { ...query, page_token: token }, headers }, schema);
    yield page;
    token = page.next_page_token;
    if (token !== null && seen.has(token)) client.refuse("malformed", { rule: "the pages lead in a circle" });
    if (token !== null) seen.add(token);
  }
}

async function* actionsOf({ symbols, from, to }: BarRequest, client: Client): AsyncIterable<Page> {
  const types = "cash_dividend,forward_split,reverse_split";
  const query = { symbols: symbols.join(","), types, start: from, end: to, limit: 1000, sort: "asc" };
  const paged = { path: "v1/corporate-actions", query, schema: pageOfActions };
  for await (const { corporate_actions: found } of pages(client, paged)) {
    const splits = [...(found.forward_splits ?? []), ...(found.reverse_splits ?? [])];
    const actions: ProviderAction[] = [
      ...(found.cash_dividends ?? []).map(({ symbol, ex_date, rate }) => {
        return { symbol, date: ex_date, kind: "dividend" as const, value: rate };
      }),
      ...splits.map(({ symbol, ex_date, new_rate, old_rate }) => {
        return { symbol, date: ex_date, kind: "split" as const, value: new_rate / old_rate };
      }),
    ];
    yield { bars: [], actions };
  }
}

/** A daily bar is stamped with midnight in New York. */
function toBar(symbol: string, { t, o, h, l, c, v }: z.infer<typeof bar>, { frequency }: BarRequest): Bar {
  const time = frequency === "1d" ? dateIn(Date.parse(t), NEW_YORK) : t;
  return { symbol, time, open: o, high: h, low: l, close: c, volume: v };
}
