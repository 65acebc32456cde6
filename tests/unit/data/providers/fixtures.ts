import type { Bar, BarRequest, ProviderAction, ProviderFixtures } from "../../../../lib/src/data/index.js";

/** Made-up bars, written the way each provider documents its answers. */
const request: BarRequest = { symbols: ["AAA"], frequency: "1d", from: "2024-03-07", to: "2024-03-12" };

const DAYS = ["2024-03-07", "2024-03-08", "2024-03-11", "2024-03-12"];

const bars: readonly Bar[] = DAYS.map((time, i) => ({
  symbol: "AAA",
  time,
  open: 100.5 + i,
  high: 102 + i,
  low: 99.25 + i,
  close: 101 + i,
  volume: 5000 + 10 * i,
}));

const dividend: ProviderAction = { symbol: "AAA", date: "2024-03-11", kind: "dividend", value: 0.25 };
const split: ProviderAction = { symbol: "AAA", date: "2024-03-12", kind: "split", value: 2 };

/** The clocks of New York went forward on 2024-03-10: midnight is 05:00 and then 04:00 in UTC. */
const midnight = (day: string) => Date.parse(`${day}T0${day < "2024-03-10" ? 5 : 4}:00:00Z`);
const opening = (day: string) => midnight(day) / 1000 + 9.5 * 3600;

const chart = (result: object | null, error: object | null = null) => ({
  chart: { result: result && [result], error },
});
const meta = {
  currency: "USD",
  symbol: "AAA",
  exchangeTimezoneName: "America/New_York",
  dataGranularity: "1d",
  validRanges: ["1d", "max"],
};

const yahoo: ProviderFixtures = {
  ...{ request, bars, actions: [dividend] },
  echoesSymbol: true,
  answers: [
    {
      when: ["/v8/finance/chart/AAA?", "interval=1d", "events=div|split"],
      body: chart({
        meta,
        timestamp: DAYS.map(opening),
        events: {
          dividends: { [opening(dividend.date)]: { amount: 0.25, date: opening(dividend.date) } },
          splits: {
            [opening(split.date)]: {
              date: opening(split.date),
              numerator: 2,
              denominator: 1,
              splitRatio: "2:1",
            },
          },
        },
        indicators: {
          quote: [
            {
              open: bars.map((bar) => bar.open),
              high: bars.map((bar) => bar.high),
              low: bars.map((bar) => bar.low),
              close: bars.map((bar) => bar.close),
              volume: bars.map((bar) => bar.volume),
            },
          ],
          adjclose: [{ adjclose: bars.map((bar) => Number(bar.close) - 0.5) }],
        },
      }),
    },
  ],
  none: [{ body: chart({ meta, indicators: { quote: [{}] } }) }],
  refusals: [
    {
      name: "a symbol it does not know",
      kind: "unknown_symbol",
      status: 404,
      body: chart(null, { code: "Not Found", description: "No data found, symbol may be delisted" }),
    },
    {
      name: "minute bars of long ago",
      kind: "plan",
      status: 422,
      body: chart(null, {
        code: "Unprocessable Entity",
        description: "1m data not available for startTime=1 and endTime=2.",
      }),
    },
    {
      name: "a crowd at the edge",
      kind: "rate_limit",
      status: 429,
      type: "text/plain",
      body: "Edge: Too Many Requests",
    },
    {
      name: "bars of a coarser frequency than asked",
      kind: "plan",
      says: "bars of 1d were asked for",
      body: chart({ meta: { ...meta, dataGranularity: "1mo" }, indicators: { quote: [{}] } }),
    },
    {
      name: "prices without times",
      kind: "malformed",
      says: "No timestamp",
      body: chart({ meta, indicators: { quote: [{ open: [1] }] } }),
    },
  ],
};

const alpacaBar = ({ time, open, high, low, close, volume }: Bar) => ({
  t: new Date(midnight(time)).toISOString().replace(".000", ""),
  ...{ o: open, h: high, l: low, c: close, v: volume, n: 7, vw: 100.1 },
});

const alpaca: ProviderFixtures = {
  ...{ request, bars, actions: [dividend, split] },
  answers: [
    {
      when: ["/v2/stocks/bars?symbols=AAA&timeframe=1Day", "adjustment=raw", "page_token=two"],
      body: { bars: { AAA: bars.slice(2).map(alpacaBar) }, next_page_token: null },
    },
    {
      when: ["/v2/stocks/bars?symbols=AAA&timeframe=1Day", "adjustment=raw"],
      body: { bars: { AAA: bars.slice(0, 2).map(alpacaBar) }, next_page_token: "two" },
    },
    {
      when: ["/v1/corporate-actions?symbols=AAA"],
      body: {
        corporate_actions: {
          cash_dividends: [
            { symbol: "AAA", ex_date: "2024-03-11", rate: 0.25, special: false, foreign: false },
          ],
          forward_splits: [{ symbol: "AAA", ex_date: "2024-03-12", new_rate: 2, old_rate: 1 }],
        },
        next_page_token: null,
      },
    },
  ],
  none: [
    { when: ["/v2/stocks/bars"], body: { bars: {}, next_page_token: null } },
    { body: { corporate_actions: {}, next_page_token: null } },
  ],
  refusals: [
    {
      name: "the newest quotes",
      kind: "plan",
      status: 403,
      body: { message: "subscription does not permit querying recent SIP data" },
    },
    {
      name: "a key of nobody",
      kind: "bad_key",
      status: 401,
      body: { message: "request is not authorized" },
    },
    {
      name: "a symbol with a blank",
      kind: "unknown_symbol",
      status: 400,
      body: { message: "invalid symbol: A A" },
    },
  ],
};

const polygonBar = ({ time, open, high, low, close, volume }: Bar) => ({
  ...{ t: midnight(time), o: open, h: high, l: low, c: close, v: volume, n: 7, vw: 100.1 },
});

const aggregates = (results: readonly object[], more: object = {}) => ({
  ticker: "AAA",
  queryCount: results.length,
  resultsCount: results.length,
  adjusted: false,
  results,
  status: "OK",
  request_id: "0",
  ...more,
});

const polygon: ProviderFixtures = {
  ...{ request, bars, actions: [dividend, split] },
  echoesSymbol: true,
  answers: [
    {
      when: ["/v2/aggs/ticker/AAA/range/1/day/2024-03-07/2024-03-12?", "cursor=two"],
      body: aggregates(bars.slice(2).map(polygonBar)),
    },
    {
      when: ["/v2/aggs/ticker/AAA/range/1/day/2024-03-07/2024-03-12?adjusted=false"],
      body: aggregates(bars.slice(0, 2).map(polygonBar), {
        next_url: "https://api.polygon.io/v2/aggs/ticker/AAA/range/1/day/2024-03-07/2024-03-12?cursor=two",
      }),
    },
    {
      when: ["/v3/reference/dividends?ticker=AAA"],
      body: {
        results: [{ ticker: "AAA", ex_dividend_date: "2024-03-11", cash_amount: 0.25, dividend_type: "CD" }],
        status: "OK",
      },
    },
    {
      when: ["/v3/reference/splits?ticker=AAA"],
      body: {
        results: [{ ticker: "AAA", execution_date: "2024-03-12", split_from: 1, split_to: 2 }],
        status: "OK",
      },
    },
  ],
  none: [
    {
      when: ["/v2/aggs"],
      body: { ticker: "AAA", queryCount: 0, resultsCount: 0, adjusted: false, status: "OK" },
    },
    { body: { results: [], status: "OK" } },
  ],
  refusals: [
    {
      name: "the sixth request of a minute",
      kind: "rate_limit",
      status: 429,
      body: {
        status: "ERROR",
        error: "You've exceeded the maximum requests per minute, please wait or upgrade.",
      },
    },
    {
      name: "history beyond the plan",
      kind: "plan",
      status: 403,
      body: { status: "NOT_AUTHORIZED", message: "You are not entitled to this data." },
    },
    {
      name: "a key of nobody",
      kind: "bad_key",
      status: 401,
      body: { status: "ERROR", error: "Unknown API Key" },
    },
    {
      name: "adjusted prices where raw were asked for",
      kind: "malformed",
      says: "raw prices were asked for",
      body: aggregates(bars.map(polygonBar), { adjusted: true }),
    },
    {
      name: "fewer bars than it says",
      kind: "malformed",
      says: "was cut",
      body: aggregates(bars.slice(1).map(polygonBar), { resultsCount: 4 }),
    },
    {
      name: "a next page on another host",
      kind: "redirect",
      says: "another host",
      body: aggregates(bars.map(polygonBar), { next_url: "https://elsewhere.example/v2/aggs" }),
    },
  ],
};

const tiingo: ProviderFixtures = {
  ...{ request, bars, actions: [dividend, split] },
  answers: [
    {
      when: ["/tiingo/daily/AAA/prices?startDate=2024-03-07&endDate=2024-03-12"],
      body: bars.map(({ time, symbol: _, ...cells }) => ({
        date: `${time}T00:00:00.000Z`,
        ...cells,
        adjClose: 1,
        divCash: time === dividend.date ? 0.25 : 0,
        splitFactor: time === split.date ? 2 : 1,
      })),
    },
  ],
  none: [{ body: [] }],
  refusals: [
    {
      name: "a month's symbols used up, as text with HTTP 200",
      kind: "quota",
      type: "text/plain",
      body: "You have run over your 500 symbol look up for this month.",
    },
    {
      name: "a symbol it does not know",
      kind: "unknown_symbol",
      status: 404,
      body: { detail: "Not found." },
    },
    { name: "a key of nobody", kind: "bad_key", status: 401, body: { detail: "Invalid token." } },
  ],
};

const alphaVantage: ProviderFixtures = {
  ...{ request, bars, actions: [dividend, split] },
  echoesSymbol: true,
  answers: [
    {
      when: ["/query?function=TIME_SERIES_DAILY&symbol=AAA&outputsize=compact"],
      body: {
        "Meta Data": { "1. Information": "Daily Prices", "2. Symbol": "AAA", "5. Time Zone": "US/Eastern" },
        "Time Series (Daily)": Object.fromEntries(
          [...bars, { ...bars[0], time: "2024-03-06" }].reverse().map((bar) => [
            bar.time,
            {
              "1. open": `${bar.open}000`,
              "2. high": String(bar.high),
              "3. low": String(bar.low),
              "4. close": String(bar.close),
              "5. volume": String(bar.volume),
            },
          ]),
        ),
      },
    },
    {
      when: ["function=DIVIDENDS&symbol=AAA"],
      body: { symbol: "AAA", data: [{ ex_dividend_date: "2024-03-11", amount: "0.25" }] },
    },
    {
      when: ["function=SPLITS&symbol=AAA"],
      body: { symbol: "AAA", data: [{ effective_date: "2024-03-12", split_factor: "2.0000" }] },
    },
  ],
  refusals: [
    {
      name: "the sixth call of a minute, HTTP 200",
      kind: "rate_limit",
      body: {
        Note: "Thank you! Our standard API call frequency is 5 calls per minute and 500 calls per day.",
      },
    },
    {
      name: "calls too close together, HTTP 200",
      kind: "rate_limit",
      body: {
        Information: "Please consider spreading out your requests more sparingly (1 request per second).",
      },
    },
    {
      name: "a day's calls used up, HTTP 200",
      kind: "quota",
      body: { Information: "Our standard API rate limit is 25 requests per day. See our premium plans." },
    },
    {
      name: "an address of the premium plan, HTTP 200",
      kind: "plan",
      body: { Information: "This is a premium endpoint." },
    },
    {
      name: "a symbol it does not know, HTTP 200",
      kind: "unknown_symbol",
      body: { "Error Message": "Invalid API call. Please retry or visit the documentation." },
    },
    {
      name: "a key of nobody, HTTP 200",
      kind: "bad_key",
      body: { "Error Message": "the parameter apikey is invalid or missing." },
    },
  ],
};

const fmp: ProviderFixtures = {
  ...{ request, bars, actions: [dividend] },
  echoesSymbol: true,
  answers: [
    {
      when: ["/stable/historical-price-eod/full?symbol=AAA&from=2024-03-07&to=2024-03-12"],
      body: bars.map(({ time, ...cells }) => ({ ...cells, date: time, change: 1, vwap: 100 })).reverse(),
    },
    {
      when: ["/stable/dividends?symbol=AAA"],
      body: [
        { symbol: "AAA", date: "2024-03-11", recordDate: "2024-03-12", adjDividend: 0.25, dividend: 0.5 },
        { symbol: "AAA", date: "2019-03-11", recordDate: "2019-03-12", adjDividend: 0.2, dividend: 0.4 },
      ],
    },
  ],
  none: [{ body: [] }],
  refusals: [
    {
      name: "a day's calls used up, HTTP 200",
      kind: "quota",
      body: { "Error Message": "Limit Reach . Please upgrade your plan or visit our documentation." },
    },
    {
      name: "a key of nobody",
      kind: "bad_key",
      status: 401,
      body: { "Error Message": "Invalid API KEY. Feel free to create a Free API Key." },
    },
    {
      name: "an address of a larger plan",
      kind: "plan",
      status: 402,
      type: "text/plain",
      body: "Premium Endpoint: not available under your current subscription",
    },
  ],
};

const stooq: ProviderFixtures = {
  ...{ request, bars, actions: [] },
  answers: [
    {
      when: ["/q/d/l/?s=aaa.us&i=d&d1=20240307&d2=20240312"],
      type: "text/csv",
      body: [
        "Date,Open,High,Low,Close,Volume",
        ...bars.map((b) => [b.time, b.open, b.high, b.low, b.close, b.volume].join(",")),
        "",
      ].join("\r\n"),
    },
  ],
  refusals: [
    {
      name: "a day's calls used up, HTTP 200",
      kind: "quota",
      type: "text/plain",
      body: "Exceeded the daily hits limit",
    },
    {
      name: "a symbol it does not know, HTTP 200",
      kind: "unknown_symbol",
      type: "text/plain",
      body: "No data",
    },
    {
      name: "a line that is no bar",
      kind: "malformed",
      type: "text/csv",
      says: "a line is no bar",
      body: "Date,Open,High,Low,Close,Volume\r\n2024-03-07,1,2,x,1,5\r\n",
    },
  ],
};

export const FIXTURES: Readonly<Record<string, ProviderFixtures>> = {
  alpaca,
  alpha_vantage: alphaVantage,
  fmp,
  polygon,
  stooq,
  tiingo,
  yahoo,
};
