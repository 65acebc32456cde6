import { z } from "zod";
import type { Bar, Provider } from "../provider.js";
import { daySlices } from "./daySlices.js";
import { cell, isoDay, textAt, withDashedClass } from "./shapes.js";

const day = z.object({ date: isoDay, open: cell, high: cell, low: cell, close: cell, volume: cell });

const dividend = z.object({ date: isoDay, adjDividend: z.number() });

const list = z.array(day.extend({ symbol: z.string() }));
const named = z.object({ symbol: z.string(), historical: z.array(day) });

/** The current address answers with a list, the older one with the list under a name, or with `{}` for none. */
const history = z.union([list, named, z.strictObject({})]);

const dividendList = z.array(dividend.extend({ symbol: z.string() }));

/** Financial Modeling Prep: daily prices adjusted for splits, with dividends on the same scale. */
export const fmp: Provider = {
  name: "fmp",
  facts: {
    baseUrl: "https://financialmodelingprep.com/",
    documentation: "https://site.financialmodelingprep.com/developer/docs/stable/historical-price-eod-full",
    keys: ["FMP_API_KEY"],
    frequencies: ["1d"],
    prices: "split_adjusted",
    actions: ["dividend"],
    label: "start",
    zone: "America/New_York",
    rate: { requests: 300, seconds: 60 },
    pageSize: 5000,
    symbolsPerRequest: 1,
    history: "5 years without charge, by plan up to 30; 250 requests a day without charge",
  },
  async *bars({ symbols: [symbol], from, to }, client) {
    const headers = { apikey: client.key("FMP_API_KEY") };
    const asked = withDashedClass(symbol);
    for (const span of daySlices(from, to, DAYS)) {
      const query = { symbol: asked, from: span.from, to: span.to };
      const answer = await client.json({ path: "stable/historical-price-eod/full", query, headers }, history);
      const rows = Array.isArray(answer) ? answer : "historical" in answer ? answer.historical : [];
      const told = Array.isArray(answer) ? answer[0]?.symbol : "symbol" in answer ? answer.symbol : undefined;
      if (told !== undefined && told !== asked) {
        client.refuse("malformed", { rule: `${asked} was asked for`, received: told });
      }
      const bars = rows.map(({ date, open, high, low, close, volume }): Bar => {
        return { symbol, time: date.slice(0, 10), open, high, low, close, volume };
      });
      yield { bars };
    }
    const paid = await client.json(
      { path: "stable/dividends", query: { symbol: asked }, headers },
      dividendList,
    );
    const actions = paid.map(({ date, adjDividend }) => {
      return { symbol, date: date.slice(0, 10), kind: "dividend" as const, value: adjDividend };
    });
    yield { bars: [], actions };
  },
  refusal({ status, json, body }) {
    const words =
      textAt(json, "Error Message") ?? textAt(json, "error") ?? (status === 402 ? body : undefined);
    if (words === undefined) return undefined;
    if (/limit reach/i.test(words)) return { kind: "quota", words };
    if (/api ?key/i.test(words)) return { kind: "bad_key", words };
    if (/premium|subscription|upgrade|legacy|exclusive/i.test(words)) return { kind: "plan", words };
    return { kind: "bad_request", words };
  },
};

/** One answer holds 5,000 rows at most: about 19 years of sessions. */
const DAYS = 15 * 365;
