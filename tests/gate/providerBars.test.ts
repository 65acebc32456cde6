import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import {
  type DataSources,
  fetchDataset,
  type Lake,
  planRefresh,
  refreshDataset,
} from "../../lib/src/data/index.js";
import { type FaultPlan, faultServer } from "../support/faultServer.js";
import { tempDir, tempLake, writeText } from "../unit/data/lakes.js";

/** Before and after the change of clocks, and an early close. */
const SESSIONS = { "2024-03-08": [14.5, 21], "2024-03-11": [13.5, 20], "2024-07-03": [13.5, 17] } as const;
const HALF_HOUR = 30 * 60_000;

interface Row {
  readonly symbol: string;
  /** UTC milliseconds. */
  readonly start: number;
  readonly numbers: readonly number[];
}

const date = (t: number) => new Date(t).toISOString().slice(0, 10);
const iso = (t: number) => new Date(t).toISOString().replace(".000", "");
/** The wall clock of New York. */
const wall = (t: number) =>
  iso(t - (iso(t) < "2024-03-10" ? 5 : 4) * 3_600_000)
    .replace("T", " ")
    .replace("Z", "");

/** Half hours of some sessions, the last named symbol without one of them. */
function rowsOf(
  symbols: readonly string[],
  sessions: Readonly<Record<string, readonly number[]>> = SESSIONS,
): Row[] {
  return symbols.flatMap((symbol, j) =>
    Object.entries(sessions).flatMap(([day, [open, close]]) =>
      Array.from({ length: 2 * (close - open) }, (_, i) => {
        const price = 20 + 5 * j + ((i * 7 + Number(day.slice(8))) % 11) / 8;
        return {
          symbol,
          start: Date.parse(`${day}T00:00:00Z`) + open * 3_600_000 + i * HALF_HOUR,
          numbers: [price, price + 0.5, price - 0.5, price + 0.25, 100 + i],
        };
      }).filter((_, i) => j === 0 || i !== 4),
    ),
  );
}

const named = ([open, high, low, close, volume]: readonly number[]) => ({ open, high, low, close, volume });
const json = (body: unknown) => ({
  kind: "answer" as const,
  type: "application/json",
  body: JSON.stringify(body),
});
const text = (lines: readonly string[]) => ({
  kind: "answer" as const,
  type: "text/csv",
  body: `${lines.join("\n")}\n`,
});

/** How each provider answers a request for bars of half an hour, by the parameters of its address. */
const SPEECH: Readonly<
  Record<
    string,
    (rows: readonly Row[], url: URL, at: number) => NonNullable<ReturnType<NonNullable<FaultPlan["fault"]>>>
  >
> = {
  tiingo: (rows, url) => {
    const [from, to] = ["startDate", "endDate"].map((key) => url.searchParams.get(key) ?? "");
    const own = rows.filter(
      ({ symbol, start }) => url.pathname.includes(`/${symbol}/`) && date(start) >= from && date(start) <= to,
    );
    return json(own.map(({ start, numbers }) => ({ date: iso(start), ...named(numbers) })));
  },
  alpaca: (rows, url) => {
    const [start, end] = ["start", "end"].map((key) => Date.parse(url.searchParams.get(key) ?? ""));
    const found = rows.filter((row) => row.start >= start && row.start <= end);
    const first = Number(url.searchParams.get("page_token") ?? 0);
    const page = found.slice(first, first + 30);
    const bars: Record<string, unknown[]> = {};
    for (const {
      symbol,
      start: t,
      numbers: [o, h, l, c, v],
    } of page) {
      bars[symbol] = [...(bars[symbol] ?? []), { t: iso(t), o, h, l, c, v }];
    }
    return json({ bars, next_page_token: first + 30 < found.length ? String(first + 30) : null });
  },
  polygon: (rows, url) => {
    const [, symbol] = /ticker\/(\w+)\/range\/30\/minute/.exec(url.pathname) ?? [];
    const own = rows.filter((row) => row.symbol === symbol);
    const results = own.map(({ start: t, numbers: [o, h, l, c, v] }) => ({ t, o, h, l, c, v }));
    return json({ ticker: symbol, adjusted: false, resultsCount: results.length, results });
  },
  alpha_vantage: (rows, url) => {
    const [symbol, month] = ["symbol", "month"].map((key) => url.searchParams.get(key) ?? "");
    const own = rows.filter((row) => row.symbol === symbol && date(row.start).startsWith(month));
    const lines = own.map(({ start, numbers }) => [wall(start), ...numbers].join(",")).reverse();
    return text(["timestamp,open,high,low,close,volume", ...lines]);
  },
  yahoo: (rows, url) => {
    const symbol = url.pathname.split("/").at(-1) ?? "";
    const own = rows.filter((row) => row.symbol === symbol);
    const column = (i: number) => own.map(({ numbers }) => numbers[i]);
    const [open, high, low, close, volume] = [0, 1, 2, 3, 4].map(column);
    const meta = { symbol, dataGranularity: "30m", exchangeTimezoneName: "America/New_York" };
    const indicators = { quote: [{ open, high, low, close, volume }] };
    return json({
      chart: { result: [{ meta, timestamp: own.map(({ start }) => start / 1000), indicators }], error: null },
    });
  },
  desk: (rows, url) => {
    const own = rows.filter(({ symbol }) => symbol === url.searchParams.get("symbol"));
    return text([
      "time,open,high,low,close,volume",
      ...own.map(({ start, numbers }) => [wall(start + HALF_HOUR), ...numbers].join(",")),
    ]);
  },
};

/** A provider of the project's own that names bars by their end, on the clock of New York. */
const DESK = `export default {
  name: "desk",
  facts: {
    baseUrl: "https://desk.example/", documentation: "https://desk.example/", keys: [], frequencies: ["1d", "30m"],
    prices: "raw", actions: [], label: "end", zone: "America/New_York", rate: { requests: 9, seconds: 1 },
    pageSize: 1000, symbolsPerRequest: 1, history: "all",
  },
  async *bars({ symbols: [symbol] }, client) {
    const rows = await client.csv({ path: "bars", query: { symbol } }, ["time", "open", "high", "low", "close", "volume"]);
    yield { bars: rows.map(({ time, ...rest }) => ({
      symbol, time, ...Object.fromEntries(Object.entries(rest).map(([key, cell]) => [key, Number(cell)])) })) };
  },
};
`;

const sourcesOf = (provider: string, plugin?: string): DataSources => ({
  datasets: {
    half: {
      ...{ symbols: ["AAA", "BBB"], frequency: "30m", from: "2024-03-08", providers: [provider] },
      ...{ calendar: "XNYS", look_back: 2 },
    },
  },
  providers: plugin === undefined ? {} : { [provider]: { plugin } },
});

const KEYS = {
  ...{ TIINGO_API_KEY: "k-1", POLYGON_API_KEY: "k-2", ALPHA_VANTAGE_API_KEY: "k-3" },
  ...{ APCA_API_KEY_ID: "k-4", APCA_API_SECRET_KEY: "k-5" },
};

/** A server that speaks like a provider; rows are looked at with every request. */
async function served(provider: string, rows: () => readonly Row[], fault?: FaultPlan["fault"]) {
  const server = await faultServer({
    answers: [],
    fault: (n, url) => fault?.(n, url) ?? SPEECH[provider](rows(), new URL(url, "http://any"), n),
  });
  onTestFinished(() => server.close());
  const plugin = provider === "desk" ? writeText(tempDir(), "desk.mjs", DESK) : undefined;
  const client = { baseUrl: server.url, env: KEYS, retries: 0, rate: { requests: 1000, seconds: 1 } };
  return { server, options: { sources: sourcesOf(provider, plugin), client } };
}

const closes = async (lake: Lake, options: Parameters<Lake["bars"]>[1] = {}) => {
  const panel = await lake.bars("half", options).panel("close");
  return { times: panel.time.labels(), values: panel.values };
};

describe("bars of half an hour over sockets", () => {
  const rows = rowsOf(["AAA", "BBB"]);
  const fetched = async (provider: string) => {
    const lake = tempLake();
    const { options } = await served(provider, () => rows);
    const result = await fetchDataset(lake, "half", { ...options, to: "2024-07-03" });
    return { lake, result };
  };

  test("are the same from every provider, whatever its labels, clocks, pages and order", async () => {
    const { lake, result } = await fetched("tiingo");
    expect(result.published.entry).toMatchObject({
      ...{ frequency: "30m", rows: rows.length, symbols: 2, sessions: 3, quarantined: {} },
      ...{ from: "2024-03-08", to: "2024-07-03", source: { kind: "provider", name: "tiingo" } },
      intraday: { label: "end", calendar: "XNYS", until: "2024-07-03T17:00:00.000Z" },
    });
    const { times } = await closes(lake);
    expect([times[0], times[12], times[13], times.at(-1)]).toEqual([
      ...["2024-03-08T15:00", "2024-03-08T21:00", "2024-03-11T14:00", "2024-07-03T17:00"],
    ]);
    expect((await lake.bars("half").missing()).rows.filter(({ bars }) => bars !== 0)).toMatchObject([
      { symbol: "BBB", date: "2024-03-08", missing: 1 },
      { symbol: "BBB", date: "2024-03-11", missing: 1 },
      { symbol: "BBB", date: "2024-07-03", missing: 1 },
    ]);
    for (const provider of ["alpaca", "polygon", "alpha_vantage", "yahoo", "desk"]) {
      const other = await fetched(provider);
      expect(other.result.published.entry.fingerprint, provider).toBe(result.published.entry.fingerprint);
      expect(other.result.published.entry.source.name).toBe(provider);
    }
  });

  test("go on where a refused fetch was, page by page", async () => {
    const lake = tempLake();
    let broken = true;
    const { server, options } = await served(
      "alpaca",
      () => rows,
      (_, url) =>
        broken && url.includes("page_token=60") ? { kind: "answer", status: 503, body: "later" } : undefined,
    );
    const ask = () => fetchDataset(lake, "half", { ...options, to: "2024-07-03" });
    await expect(ask()).rejects.toThrow("nothing was published");
    expect(lake.datasets()).toEqual([]);
    const before = server.asked.length;
    broken = false;
    const { fetched: counts, published } = await ask();
    expect(counts.cachedPages).toBe(2);
    expect(server.asked.slice(before).every(({ url }) => /page_token=[6-9]/.test(url))).toBe(true);
    expect(published.entry.rows).toBe(rows.length);
  });

  test("outside of sessions are kept out, with who delivered them", async () => {
    const lake = tempLake();
    const odd = { ...rows[0], start: Date.parse("2024-03-09T15:00:00Z") };
    const { options } = await served("tiingo", () => [...rows, odd]);
    const { published } = await fetchDataset(lake, "half", { ...options, to: "2024-07-03" });
    expect(published.entry.quarantined).toEqual({ no_session: 1 });
    expect((await lake.quarantine("half")).rows[0].file).toContain("tiingo");
  });
});

describe("a refresh", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
  afterEach(() => void vi.useRealTimers());
  const DAYS = ["2024-03-11", "2024-03-12", "2024-03-13", "2024-03-14"];
  const rows = rowsOf(["AAA", "BBB"], Object.fromEntries(DAYS.map((day) => [day, [13.5, 20]])));
  const upTo = (day: string) => rows.filter(({ start }) => date(start) <= day);
  const evening = (day: string) => vi.setSystemTime(`${day}T21:00:00-04:00`);
  const times = (factor: number) => (row: Row) => ({
    ...row,
    numbers: row.numbers.map((n, i) => (i < 4 ? n * factor : n)),
  });

  test("asks for what is new and the last sessions, adds only that, and keeps what was known before", async () => {
    const lake = tempLake();
    let now = upTo("2024-03-13");
    const { server, options } = await served("tiingo", () => now);
    evening("2024-03-13");
    await refreshDataset(lake, "half", options);
    const asked = server.asked.length;
    expect(await refreshDataset(lake, "half", options)).toBeUndefined();
    vi.setSystemTime("2024-03-14T19:00:00-04:00");
    expect((await planRefresh(lake, "half", options)).toText()).toContain("up to date");
    expect(server.asked.length).toBe(asked);

    const before = await closes(lake);
    const restated = upTo("2024-03-14").find(
      ({ symbol, start }) => symbol === "BBB" && iso(start) === "2024-03-13T15:00:00Z",
    );
    now = upTo("2024-03-14").map((row) => (row === restated ? times(1.001)(row) : row));
    evening("2024-03-14");
    const result = await refreshDataset(lake, "half", options);
    expect(server.asked.slice(asked).every(({ url }) => url.includes("startDate=2024-03-12"))).toBe(true);
    expect(result?.published.entry.change).toEqual({ kind: "append", added: 25, restated: 1, removed: 0 });
    expect(await closes(lake, { asOf: "2024-03-14T20:00:00-04:00", to: "2024-03-13" })).toEqual(before);
    const other = tempLake();
    const whole = await fetchDataset(other, "half", options);
    expect(result?.published.entry.fingerprint).toBe(whole.published.entry.fingerprint);
  });

  test("fetches adjusted prices anew when a split has changed their scale", async () => {
    const lake = tempLake();
    let now = upTo("2024-03-13");
    const { options } = await served("yahoo", () => now);
    evening("2024-03-13");
    await refreshDataset(lake, "half", options);
    now = upTo("2024-03-14").map((row) => (row.symbol === "AAA" ? times(0.5)(row) : row));
    evening("2024-03-14");
    const result = await refreshDataset(lake, "half", options);
    expect(result?.rescaled).toEqual(["AAA"]);
    expect(result?.published.entry.change).toMatchObject({ added: 25, restated: 39 });
  });

  test("of a dataset that holds bars of another length is refused", async () => {
    const lake = tempLake();
    const { options } = await served("tiingo", () => rows);
    evening("2024-03-14");
    await refreshDataset(lake, "half", options);
    const { half } = options.sources.datasets;
    const sources = { ...options.sources, datasets: { half: { ...half, frequency: "5m" as const } } };
    await expect(refreshDataset(lake, "half", { ...options, sources })).rejects.toThrow(
      "half holds bars of 30m",
    );
  });
});
