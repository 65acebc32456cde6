import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Bar,
  type BarRequest,
  type FixtureAnswer,
  fetchBars,
  PROVIDERS,
} from "../../lib/src/data/index.js";
import { type FaultServer, faultServer } from "../support/faultServer.js";

const root = new URL("../../", import.meta.url).pathname;
const folder = resolve(root, process.env.ASSAY_REAL_DATA ?? "../shared/data", "api_fixtures");

const files = existsSync(folder)
  ? readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => statSync(join(folder, name)).isFile())
      .sort()
  : [];

/** What a recorded answer must become when it comes in place of bars. */
interface Decision {
  readonly of: RegExp;
  readonly provider: string;
  /** `bars`: each row of the recording is one; else the kind of refusal. */
  readonly becomes: string;
  readonly request?: Partial<BarRequest>;
}

/** The first that fits. What nobody decided fails the test. */
const DECISIONS: readonly Decision[] = [
  { of: /LICENSE|README/, provider: "", becomes: "no answer" },

  {
    of: /yahoo\/chart_v8\/.*interval-1m/,
    provider: "yahoo",
    becomes: "unknown_symbol",
    request: { frequency: "1m", from: "2025-02-01", to: "2025-02-02" },
  },
  { of: /yahoo\/(chart_v8|historical_via_chart)\//, provider: "yahoo", becomes: "bars" },
  // The address for downloads as text is gone; where something answers like it, it is not what was asked for.
  { of: /yahoo\/download_v7_2021\//, provider: "yahoo", becomes: "malformed" },
  { of: /yahoo\/errors\/(historical|search)/, provider: "yahoo", becomes: "bad_request" },
  { of: /yahoo\/(errors\/quoteSummary|quoteSummary\/.*-QQQ)/, provider: "yahoo", becomes: "unknown_symbol" },
  { of: /yahoo\/(quoteSummary|search_news)\//, provider: "yahoo", becomes: "malformed" },

  {
    of: /alpaca\/v2_stocks_bars_multi_AAPL_TSLA/,
    provider: "alpaca",
    becomes: "bars",
    request: { symbols: ["AAPL", "TSLA"] },
  },
  { of: /alpaca\/v2_stocks_bars_multi_empty/, provider: "alpaca", becomes: "unknown_symbol" },
  // The address for one symbol is never asked: its answers have another shape.
  { of: /alpaca\/v2_stocks_(AAPL|TSLA)_bars/, provider: "alpaca", becomes: "malformed" },

  {
    of: /alpha_vantage\/intraday_15min/,
    provider: "alpha_vantage",
    becomes: "bars",
    request: { frequency: "15m" },
  },
  { of: /alpha_vantage\//, provider: "alpha_vantage", becomes: "malformed" },

  { of: /fmp\/historical-price-full/, provider: "fmp", becomes: "bars" },
  { of: /fmp\//, provider: "fmp", becomes: "malformed" },

  // Bars among them say that they are adjusted.
  { of: /polygon\//, provider: "polygon", becomes: "malformed" },

  { of: /tiingo\/intraday_price/, provider: "tiingo", becomes: "bars", request: { frequency: "30m" } },
  { of: /tiingo\/.*requesting_json_or_csv/, provider: "tiingo", becomes: "bars malformed" },
  { of: /tiingo\/.*multiple_tickers_csv/, provider: "tiingo", becomes: "malformed malformed" },
  // Bars of weeks have the shape of bars of days: only the request tells, and it never asks for them.
  { of: /tiingo\/.*weekly_multiple_tickers/, provider: "tiingo", becomes: "bars bars" },
  { of: /tiingo\/(.*_csv|.*_column)/, provider: "tiingo", becomes: "malformed" },
  { of: /tiingo\/(daily_AAPL|ticker_price)/, provider: "tiingo", becomes: "bars" },
  { of: /tiingo\/news_bulk/, provider: "tiingo", becomes: "bad_key" },
  { of: /tiingo\//, provider: "tiingo", becomes: "malformed" },

  { of: /errors\/alpaca_403/, provider: "alpaca", becomes: "plan" },
  { of: /errors\/alphavantage_(burst|rate)/, provider: "alpha_vantage", becomes: "rate_limit" },
  { of: /errors\/alphavantage_daily/, provider: "alpha_vantage", becomes: "quota" },
  { of: /errors\/alphavantage_invalid/, provider: "alpha_vantage", becomes: "unknown_symbol" },
  { of: /errors\/fmp/, provider: "fmp", becomes: "quota" },
  { of: /errors\/polygon/, provider: "polygon", becomes: "rate_limit" },
  { of: /errors\/stooq_daily/, provider: "stooq", becomes: "quota" },
  { of: /errors\/stooq_no/, provider: "stooq", becomes: "unknown_symbol" },
  { of: /errors\/tiingo/, provider: "tiingo", becomes: "quota" },
  { of: /errors\/yahoo_429/, provider: "yahoo", becomes: "rate_limit" },
  { of: /errors\/yahoo_error_descriptions/, provider: "yahoo", becomes: "unknown_symbol plan plan" },
];

const decisionOf = (name: string) => DECISIONS.find(({ of }) => of.test(name));

describe.skipIf(files.length === 0)(`the ${files.length} recorded answers of providers`, () => {
  let server: FaultServer;
  const plan = { answers: [] as FixtureAnswer[] };
  beforeAll(async () => {
    server = await faultServer(plan);
  });
  afterAll(() => server.close());

  it("are all decided on", () => {
    expect(files.filter((name) => !decisionOf(name))).toEqual([]);
  });

  const decided = files.map((name) => [name, decisionOf(name)] as const);
  it.each(decided.filter(([, decision]) => decision?.provider))("%s", async (name, decision) => {
    const outcomes: string[] = [];
    for (const answer of recorded(name)) {
      plan.answers = [...others(decision?.provider), answer];
      outcomes.push(await outcomeOf(decision as Decision, answer));
    }
    expect(outcomes.join(" ")).toBe(decision?.becomes);
  });

  it("of Polygon are read once they say that they are raw", async () => {
    const mock = (name: string) => readFileSync(join(folder, "polygon/test_rest/mocks", name), "utf8");
    const bars = mock("v2/aggs/ticker/AAPL/range/1/day/2005-04-01/2005-04-04.json");
    plan.answers = [
      {
        when: ["v3/reference/dividends"],
        body: mock("v3/reference/dividends.json").replaceAll("CSSEN", "AAPL"),
      },
      { when: ["v3/reference/splits"], body: mock("v3/reference/splits.json").replaceAll("GOOGL", "AAPL") },
      { body: bars.replace('"adjusted": true', '"adjusted": false') },
    ];
    const { symbols } = await ask("polygon", { symbols: ["AAPL"] });
    expect(symbols[0].bars.map(({ time }) => time)).toEqual(["2005-04-01", "2005-04-04"]);
    const dividends = symbols[0].actions.filter(({ kind }) => kind === "dividend");
    expect(dividends[0]).toEqual({ symbol: "AAPL", date: "2025-06-12", kind: "dividend", value: 0.59375 });
    expect(symbols[0].actions).toContainEqual({
      symbol: "AAPL",
      date: "2022-07-18",
      kind: "split",
      value: 20,
    });
  });

  it("of Yahoo bring dividends, and splits only in the prices", async () => {
    const actions = async (name: string, symbol: string) => {
      plan.answers = recorded(`yahoo/historical_via_chart/historical-via-chart-${name}`);
      const { symbols } = await ask("yahoo", { symbols: [symbol] });
      return symbols[0].actions;
    };
    const paid = await actions("MSFT-dividends-2021-02-01-to-2022-01-31.csv.json", "MSFT");
    expect(paid.map(({ date, value }) => `${date} ${value}`)).toEqual([
      "2021-02-17 0.56",
      "2021-05-19 0.56",
      "2021-08-18 0.56",
      "2021-11-17 0.62",
    ]);
    const split = await actions("NVDA-split-2021-02-01-to-2022-01-31.csv.json", "NVDA");
    expect(split.every(({ kind }) => kind === "dividend")).toBe(true);
    expect(await actions("dividends-TSLA-no-dividends.json.gz", "TSLA")).toEqual([]);
  });

  async function outcomeOf({ provider, request }: Decision, answer: FixtureAnswer): Promise<string> {
    const { symbols } = await ask(provider, { symbols: [symbolOf(answer)], ...request });
    for (const { bars } of symbols) bars.forEach(expectSound);
    const kinds = symbols.map(({ bars, failures }) => (bars.length > 0 ? "bars" : failures[0].kind));
    if (kinds.includes("bars"))
      expect(symbols.reduce((n, { bars }) => n + bars.length, 0)).toBe(rowsIn(answer));
    return [...new Set(kinds)].join(" ");
  }

  function ask(name: string, request: Pick<BarRequest, "symbols"> & Partial<BarRequest>) {
    const providers = PROVIDERS.filter((provider) => provider.name === name);
    const env = Object.fromEntries(providers[0].facts.keys.map((key) => [key, "gate-test-key"]));
    // Alpha Vantage is asked month by month.
    const span = name === "alpha_vantage" ? ["2023-01-01", "2023-01-31"] : ["1970-01-01", "2030-01-01"];
    return fetchBars({
      ...{ frequency: "1d", from: span[0], to: span[1], ...request, providers },
      client: () => ({ baseUrl: server.url, env, retries: 0, rate: { requests: 1000, seconds: 1 } }),
    });
  }
});

/** Session date or instant of the end, and prices in their order, up to the half cent of a rounded copy. */
function expectSound({ time, open, high, low, close }: Bar): void {
  expect(time).toMatch(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}Z)?$/);
  if (open === null || high === null || low === null || close === null) return;
  expect(Math.min(open, close) - low).toBeGreaterThan(-0.005 * close);
  expect(high - Math.max(open, close)).toBeGreaterThan(-0.005 * close);
}

/** The recorded answers in a file: text, JSON, an exchange as JSON, or a cassette of exchanges as YAML. */
function recorded(name: string): FixtureAnswer[] {
  const bytes = readFileSync(join(folder, name));
  const text = (name.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  if (/\.yaml/.test(name)) return cassette(text);
  if (name.endsWith("yahoo_error_descriptions.json")) return descriptions(JSON.parse(text));
  const json = jsonOf(text);
  if (json && "response" in json) return [exchange(json.response as Recorded)];
  const status = Number(/_(403|429)/.exec(name)?.[1] ?? 200);
  return [{ status, type: json === undefined ? "text/plain" : "application/json", body: text }];
}

interface Recorded {
  readonly status: number;
  readonly headers: Record<string, string | string[]>;
  readonly body?: string;
  readonly bodyJson?: unknown;
}

function exchange({ status, headers, body, bodyJson }: Recorded): FixtureAnswer {
  return { status, type: String([headers["content-type"]].flat()[0]), body: body ?? bodyJson };
}

/** Told by its layout: some have line breaks in quoted texts that a strict reader of YAML refuses. */
function cassette(text: string): FixtureAnswer[] {
  return text
    .split(/^- request:/m)
    .slice(1)
    .map((part) => {
      const response = part.slice(part.indexOf("response:"));
      const type = /content-type:\s*(?:\[|- )'?([\w/.-]+)/i.exec(response)?.[1] ?? "application/octet-stream";
      const string = /string: ?(.*?)\}?\n {4}headers:/s.exec(response)?.[1] ?? "";
      const lines = string.replace(/^'|'$/g, "").replaceAll("''", "'");
      const body = lines.replace(/\n *\n */g, "\n").replace(/\n {6,}/g, " ");
      return { status: Number(/code: (\d+)/.exec(response)?.[1]), type, body };
    });
}

const descriptions = (texts: readonly string[]): FixtureAnswer[] =>
  texts.map((description, i) => ({
    status: i === 0 ? 404 : 422,
    body: { chart: { result: null, error: { code: "any", description } } },
  }));

/** Empty answers of the addresses that a provider asks beside that of bars. */
function others(provider: string | undefined): FixtureAnswer[] {
  const none: Readonly<Record<string, FixtureAnswer[]>> = {
    alpaca: [{ when: ["corporate-actions"], body: { corporate_actions: {}, next_page_token: null } }],
    fmp: [{ when: ["dividends"], body: [] }],
    polygon: [{ when: ["v3/reference/"], body: { results: [] } }],
  };
  return none[provider ?? ""] ?? [];
}

/** The symbol that an answer says it is about. */
function symbolOf({ body }: FixtureAnswer): string {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return /"(?:symbol|ticker)":\s*"([^"]+)"/.exec(text)?.[1] ?? "AAPL";
}

/** Rows of an answer, counted without an adapter. */
function rowsIn({ body }: FixtureAnswer): number {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const stamps = /"timestamp":\s*\[([^\]]*)\]/.exec(text)?.[1];
  if (stamps !== undefined) return new Set(stamps.split(",")).size;
  const dates = text.match(/"(date|t)":/g);
  return dates ? dates.length : text.trim().split("\n").length - 1;
}

function jsonOf(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
