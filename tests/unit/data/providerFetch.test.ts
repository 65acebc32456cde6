import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  type DataSources,
  type FetchOptions,
  fetchBars,
  fetchDataset,
  PROVIDERS,
  planFetch,
  readDataSources,
} from "../../../lib/src/data/index.js";
import { type FaultPlan, type FaultServer, faultServer } from "../../support/faultServer.js";
import { tempDir, tempLake, writeText } from "./lakes.js";
import { ANSWERS, THREE, tiingoBar, tiingoBars } from "./providers/day.js";
import { FIXTURES } from "./providers/fixtures.js";

const KEYS = {
  TIINGO_API_KEY: "tiingo-key-1",
  ALPHA_VANTAGE_API_KEY: "alpha-key-2",
  APCA_API_KEY_ID: "alpaca-id-3",
  APCA_API_SECRET_KEY: "alpaca-secret-4",
};
const SPAN = { from: "2024-03-07", to: "2024-03-12" };

async function served(plan: FaultPlan): Promise<FaultServer> {
  const server = await faultServer(plan);
  onTestFinished(() => server.close());
  return server;
}

function options(server: FaultServer, more: Partial<FetchOptions> = {}): FetchOptions {
  const client = { baseUrl: server.url, env: KEYS, retries: 0, backoffMs: 0, ...more.client };
  return { to: SPAN.to, sources: THREE, ...more, client };
}

const named = (name: string) => {
  const found = PROVIDERS.find((provider) => provider.name === name);
  if (!found) throw new Error(name);
  return found;
};

describe("a fetch", () => {
  it("publishes what came, with its actions, and says from whom", async () => {
    const lake = tempLake();
    const server = await served({ answers: [FIXTURES.tiingo.answers[0], ...ANSWERS] });
    const result = await fetchDataset(lake, "three", options(server));
    expect(result.published.entry).toMatchObject({
      ...{ rows: 12, symbols: 3, ...SPAN },
      source: { kind: "provider", name: "tiingo" },
    });
    const market = await lake.market("three", { symbols: ["AAA"] });
    expect([...market.panel("raw.close").values]).toEqual([101, 102, 103, 104]);
    expect(market.actions).toEqual(FIXTURES.tiingo.actions);
    expect(result.toText()).toContain("three: 3 of 3 symbols from tiingo");
  });

  it("takes every row of a second one, the first too", async () => {
    const lake = tempLake();
    const first = await served({ answers: ANSWERS });
    await fetchDataset(lake, "three", options(first));
    const corrected = tiingoBars("AAA");
    const body = [tiingoBar("2024-03-07", 99), ...(corrected.body as object[]).slice(1)];
    const second = await served({ answers: [{ ...corrected, body }, ...ANSWERS.slice(1)] });
    const { published } = await fetchDataset(lake, "three", options(second));
    expect(published.delivery).toMatchObject({ added: 0, restated: 1, repeated: 11 });
    const market = await lake.market("three", { symbols: ["AAA"], revision: "latest" });
    expect([...market.panel("raw.close").values]).toEqual([99, 101, 102, 103]);
  });

  it("goes on where a stopped one was, and keeps no page once it is published", async () => {
    const lake = tempLake();
    const stop = new AbortController();
    const server = await served({
      answers: ANSWERS,
      fault: (_, url) => {
        if (!url.includes("/CCC/") || stop.signal.aborted) return undefined;
        setTimeout(() => stop.abort(), 50);
        return { kind: "drip" };
      },
    });
    const pages = join(lake.dir, "staging", "fetch", "three");
    const stopped = fetchDataset(lake, "three", options(server, { signal: stop.signal }));
    await expect(stopped).rejects.toMatchObject({ kind: "cancelled" });
    expect(readdirSync(pages)).toHaveLength(2);
    expect(lake.datasets()).toEqual([]);
    const { fetched } = await fetchDataset(lake, "three", options(server));
    expect(fetched).toMatchObject({ requests: 1, cachedPages: 2 });
    expect(existsSync(pages)).toBe(false);
  });

  it("asks for no page twice after a refusal", async () => {
    const lake = tempLake();
    let sound = false;
    const server = await served({
      answers: ANSWERS,
      fault: (_, url) => (!sound && url.includes("/BBB/") ? { kind: "reset" } : undefined),
    });
    await expect(fetchDataset(lake, "three", options(server))).rejects.toThrow("nothing was published");
    sound = true;
    const { fetched } = await fetchDataset(lake, "three", options(server));
    expect(fetched).toMatchObject({ requests: 1, cachedPages: 2 });
    expect(server.asked.filter(({ url }) => url.includes("/AAA/"))).toHaveLength(1);
  });

  it("stops while it waits for its turn", async () => {
    const server = await served({ answers: ANSWERS });
    const stop = new AbortController();
    const fetched = fetchDataset(
      tempLake(),
      "three",
      options(server, { signal: stop.signal, client: { rate: { requests: 1, seconds: 3600 } } }),
    );
    setTimeout(() => stop.abort(), 100);
    await expect(fetched).rejects.toMatchObject({ kind: "cancelled" });
    expect(server.asked).toHaveLength(1);
  });

  it("asks the next provider for what the first does not have", async () => {
    const daily = FIXTURES.alpha_vantage.answers;
    const server = await served({ answers: [tiingoBars("BBB"), tiingoBars("CCC"), ...daily] });
    const sources: DataSources = {
      ...THREE,
      datasets: { three: { ...THREE.datasets.three, providers: ["tiingo", "alpha_vantage"] } },
    };
    const { fetched, published } = await fetchDataset(tempLake(), "three", options(server, { sources }));
    expect(fetched.symbols.map(({ symbol, provider }) => [symbol, provider])).toEqual([
      ["AAA", "alpha_vantage"],
      ["BBB", "tiingo"],
      ["CCC", "tiingo"],
    ]);
    expect(fetched.symbols[0].failures).toMatchObject([{ provider: "tiingo", kind: "unknown_symbol" }]);
    expect(published.entry.source.name).toBe("alpha_vantage, tiingo");
  });

  it("asks a provider no more once it refuses as a whole", async () => {
    const server = await served({
      answers: [],
      fault: () => ({ kind: "answer", status: 401, body: '{"detail": "Invalid token."}' }),
    });
    const symbols = Array.from({ length: 40 }, (_, i) => `S${i}`);
    const fetched = fetchDataset(tempLake(), "three", options(server, { symbols }));
    await expect(fetched).rejects.toThrow(
      /40 of 40 symbols were not.*\n {2}S0, .*, S9 and 30 more: tiingo: the key/,
    );
    expect(server.asked.length).toBeLessThanOrEqual(4);
  });

  it("goes on after one answer that is no data, not after three", async () => {
    const odd = (symbols: readonly string[]) => ({
      answers: ANSWERS,
      fault: (_: number, url: string) =>
        symbols.some((symbol) => url.includes(`/daily/${symbol}`))
          ? ({ kind: "answer", body: '[{"date": "soon"}]' } as const)
          : undefined,
    });
    const one = await served(odd(["AAA"]));
    const fetched = fetchDataset(tempLake(), "three", options(one, { allowMissing: true }));
    expect((await fetched).missing).toEqual(["AAA"]);
    const all = await served(odd([""]));
    const symbols = Array.from({ length: 40 }, (_, i) => `S${i}`);
    await expect(fetchDataset(tempLake(), "three", options(all, { symbols }))).rejects.toThrow("40 of 40");
    expect(all.asked.length).toBeLessThanOrEqual(3 + 4);
  });

  it("finds the one symbol that spoils a request for many", async () => {
    const bar = { t: "2024-03-07T05:00:00Z", o: 1, h: 1, l: 1, c: 1, v: 1 };
    const server = await served({
      answers: [{ when: ["corporate-actions"], body: { corporate_actions: {}, next_page_token: null } }],
      fault: (_, url) => {
        const symbols = /v2\/stocks\/bars\?symbols=([^&]+)/.exec(url)?.[1].split(",");
        if (!symbols) return undefined;
        const bad = symbols.includes("B!");
        const body = bad
          ? { message: "invalid symbol: B!" }
          : { bars: Object.fromEntries(symbols.map((symbol) => [symbol, [bar]])), next_page_token: null };
        const type = "application/json";
        return { kind: "answer", status: bad ? 400 : 200, type, body: JSON.stringify(body) };
      },
    });
    const { symbols } = await fetchBars({
      ...{ ...SPAN, symbols: ["A", "B!", "C", "D", "E"], frequency: "1d", providers: [named("alpaca")] },
      client: () => ({ baseUrl: server.url, env: KEYS, retries: 0 }),
    });
    expect(symbols.map(({ bars }) => bars.length)).toEqual([1, 0, 1, 1, 1]);
    expect(symbols[1].failures).toMatchObject([{ kind: "unknown_symbol" }]);
  });

  it("puts overlapping pages together, in whatever order they come", async () => {
    const [one, two] = FIXTURES.alpaca.answers;
    const bars = [one, two].flatMap(({ body }) => (body as { bars: { AAA: object[] } }).bars.AAA);
    const page = (rows: object[], next: string | null) => ({ bars: { AAA: rows }, next_page_token: next });
    const server = await served({
      answers: [
        { ...one, body: page([...bars.slice(1), bars[0]].reverse(), null) },
        { ...two, body: page(bars.slice(1, 3), "two") },
        FIXTURES.alpaca.answers[2],
      ],
    });
    const { symbols } = await fetchBars({
      ...{ ...FIXTURES.alpaca.request, providers: [named("alpaca")] },
      client: () => ({ baseUrl: server.url, env: KEYS, retries: 0 }),
    });
    expect(symbols).toMatchObject([{ bars: FIXTURES.alpaca.bars, repeated: 2 }]);
  });
});

describe("stamps of bars below a day", () => {
  /** The minute before noon of 2024-03-11, the first session of daylight saving time: its end is 16:00 UTC. */
  const cells = { o: 1, h: 2, l: 1, c: 2, v: 7 };
  const ANSWER: Readonly<Record<string, FaultPlan>> = {
    alpaca: {
      answers: [
        {
          when: ["timeframe=5Min"],
          body: { bars: { AAA: [{ t: "2024-03-11T15:55:00Z", ...cells }] }, next_page_token: null },
        },
        { body: { corporate_actions: {}, next_page_token: null } },
      ],
    },
    alpha_vantage: {
      answers: [
        {
          when: ["interval=5min", "month=2024-03"],
          type: "application/x-download",
          body: "timestamp,open,high,low,close,volume\r\n2024-03-11 11:55:00,1,2,1,2,7\r\n",
        },
      ],
    },
    tiingo: {
      answers: [
        {
          when: ["/iex/AAA/prices", "resampleFreq=5min"],
          body: [{ date: "2024-03-11T15:55:00.000Z", open: 1, high: 2, low: 1, close: 2, volume: 7 }],
        },
      ],
    },
    yahoo: {
      answers: [
        {
          when: ["interval=5m"],
          body: {
            chart: {
              result: [
                {
                  meta: {
                    symbol: "AAA",
                    dataGranularity: "5m",
                    exchangeTimezoneName: "America/New_York",
                  },
                  timestamp: [Date.parse("2024-03-11T15:55:00Z") / 1000],
                  indicators: { quote: [{ open: [1], high: [2], low: [1], close: [2], volume: [7] }] },
                },
              ],
              error: null,
            },
          },
        },
      ],
    },
  };

  it.each(Object.entries(ANSWER))("of %s become the instant of the end, in UTC", async (name, plan) => {
    const server = await served(plan);
    const { symbols } = await fetchBars({
      ...{ symbols: ["AAA"], frequency: "5m", from: "2024-03-11", to: "2024-03-11" },
      providers: [named(name)],
      client: () => ({ baseUrl: server.url, env: KEYS, retries: 0 }),
    });
    expect(symbols[0].bars).toEqual([
      { symbol: "AAA", time: "2024-03-11T16:00:00Z", open: 1, high: 2, low: 1, close: 2, volume: 7 },
    ]);
  });
});

describe("config/data_sources.yaml", () => {
  const read = (text: string) => readDataSources(writeText(tempDir(), "sources.yaml", text));
  const dataset = "datasets:\n  a: { symbols: [A], from: 2024-01-02, providers: [tiingo] }\n";

  it("is read with its defaults", () => {
    expect(read(dataset)).toEqual({
      datasets: {
        a: {
          ...{ symbols: ["A"], from: "2024-01-02", providers: ["tiingo"] },
          ...{ frequency: "1d", calendar: "XNYS", look_back: 5 },
        },
      },
      providers: {},
    });
    expect(read("")).toEqual({ datasets: {}, providers: {} });
    expect(readDataSources("/nowhere/at/all.yaml")).toEqual({ datasets: {}, providers: {} });
  });

  it.each([
    [
      `${dataset}  b: { symbols: [TRUE], from: 2024-01-02, providers: [tiingo] }`,
      /line 3.*datasets\.b\.symbols.*"TRUE".*quotes/,
    ],
    [dataset.replace(" }", ", lookback: 3 }"), /datasets\.a: unknown key "lookback".*did you mean look_back/],
    [dataset.replace("2024-01-02", "Monday"), /datasets\.a\.from: write YYYY-MM-DD/],
    [dataset.replace("[tiingo]", "[]"), /datasets\.a\.providers/],
    [`providers:\n  tiingo: { base_url: "https://user:pass@host/" }`, /providers\.tiingo\.base_url/],
  ])("refuses %j", (text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  it.each([
    "keys: 9f8e7d6c5b4a",
    "keys: { TIINGO_API_KEY: 9f8e7d6c5b4a }",
    "api_key: 9f8e7d6c5b4a",
    "base_url: https://host/?token=9f8e7d6c5b4a",
  ])("does not show a key that stands where its variable belongs: %s", (line) => {
    const read_ = () => read(`providers:\n  tiingo:\n    ${line}\n`);
    expect(read_).toThrow(/data_sources/);
    expect(read_).not.toThrow(/9f8e7d/);
  });

  it("names the variable of a key, and symbols in a file or of a dataset", async () => {
    const lake = tempLake();
    const root = tempDir();
    const before = process.env.ASSAY_ROOT;
    process.env.ASSAY_ROOT = root;
    onTestFinished(() => {
      process.env.ASSAY_ROOT = before;
      if (before === undefined) delete process.env.ASSAY_ROOT;
    });
    mkdirSync(join(root, "config"));
    writeFileSync(join(root, "config", "us.csv"), "Symbol,Name\nNA,Nano\nTRUE,TrueCar\nBBB,Bed\n");
    const server = await served({ answers: [tiingoBars("NA"), tiingoBars("TRUE"), tiingoBars("BBB")] });
    const source = { ...THREE.datasets.three, symbols: { file: "config/us.csv" } };
    const sources: DataSources = {
      datasets: { odd: source, again: { ...source, symbols: { dataset: "odd" } } },
      providers: { tiingo: { keys: { TIINGO_API_KEY: "MY_KEY" } } },
    };
    const client = { env: { MY_KEY: "my-own-key" } };
    await fetchDataset(lake, "odd", options(server, { sources, client }));
    expect(server.asked.map(({ headers }) => headers.authorization)).toEqual(
      Array(3).fill("Token my-own-key"),
    );
    const plan = await planFetch(lake, "again", options(server, { sources }));
    expect(plan.parts[0].symbols).toEqual(["BBB", "NA", "TRUE"]);
    expect(plan.toText()).toMatch(/tiingo .*MY_KEY not set/);
  });
});

it("loads a provider of the project's own, one file", async () => {
  const file = writeText(
    tempDir(),
    "mine.mjs",
    `export default {
      name: "mine",
      facts: { baseUrl: "https://mine.example/", documentation: "https://mine.example/", keys: [], frequencies: ["1d"],
        prices: "raw", actions: [], label: "start", zone: "UTC", rate: { requests: 9, seconds: 1 }, pageSize: 9,
        symbolsPerRequest: 1, history: "all" },
      async *bars({ symbols: [symbol], from: time }) {
        yield { bars: [{ symbol, time, open: 1, high: 1, low: 1, close: 1, volume: 1 }] };
      },
    };`,
  );
  const sources: DataSources = {
    datasets: { own: { ...THREE.datasets.three, providers: ["mine"] } },
    providers: { mine: { plugin: file } },
  };
  const { published } = await fetchDataset(tempLake(), "own", { sources, to: SPAN.to });
  expect(published.entry).toMatchObject({ rows: 3, source: { name: "mine" } });
});

it.each([
  [{ providers: ["tiingoo"] }, /no provider of this name.*did you mean tiingo/],
  [{ providers: ["tiingo", "yahoo"] }, /tiingo has raw prices, yahoo has split adjusted prices.*mix/],
  [{ providers: ["stooq"], frequency: "5m" as const }, /frequency of stooq must be one of 1d/],
])("refuses %j", async (change, message) => {
  const sources = { ...THREE, datasets: { three: { ...THREE.datasets.three, ...change } } } as DataSources;
  await expect(fetchDataset(tempLake(), "three", { sources, to: SPAN.to })).rejects.toThrow(message);
});
