import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import {
  type DataSources,
  fetchDataset,
  type Lake,
  planRefresh,
  refreshDataset,
  refreshDatasets,
} from "../../../lib/src/data/index.js";
import { type FaultPlan, faultServer } from "../../support/faultServer.js";
import { tempLake } from "./lakes.js";
import { THREE, tiingoBar } from "./providers/day.js";

const DAYS = ["2024-03-07", "2024-03-08", "2024-03-11", "2024-03-12", "2024-03-13", "2024-03-14"];

/** Only the clock is stopped: timers of the network go on. */
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());
/** An evening after trading in New York: the session of that day is over. */
const evening = (day: string) => vi.setSystemTime(`${day}T23:30:00-04:00`);

/** Tiingo with bars of AAA, BBB and CCC up to what the clock says; `change` may set closes otherwise. */
function tiingo(
  change: (symbol: string, day: string, close: number) => number | undefined = (_, __, c) => c,
) {
  const plan: { answers: FaultPlan["answers"]; fault: FaultPlan["fault"] } = {
    answers: [],
    fault: (_, url) => {
      const [, symbol, from, to] = /daily\/(\w+)\/.*startDate=([\d-]+)&endDate=([\d-]+)/.exec(url) ?? [];
      const rows = DAYS.flatMap((day, i) => {
        const close = change(symbol, day, 100 + i);
        return day >= from && day <= to && close !== undefined ? [tiingoBar(day, close)] : [];
      });
      return { kind: "answer", type: "application/json", body: JSON.stringify(rows) };
    },
  };
  return plan;
}

async function served(plan: FaultPlan, sources: DataSources = THREE) {
  const server = await faultServer(plan);
  onTestFinished(() => server.close());
  const client = { baseUrl: server.url, env: { TIINGO_API_KEY: "a-key-of-tests" }, retries: 0 };
  return { server, options: { sources, client } };
}

const asked = (server: Awaited<ReturnType<typeof faultServer>>) =>
  server.asked.map(({ url }) => /daily\/(\w+).*startDate=([\d-]+)/.exec(url)?.slice(1).join(" ")).sort();

async function closes(lake: Lake, symbol: string): Promise<number[]> {
  const market = await lake.market("three", { symbols: [symbol] });
  return [...market.panel("raw.close").values];
}

it("is up to date before the session of today is over, and asks nothing", async () => {
  const { server, options } = await served(tiingo());
  const lake = tempLake();
  evening("2024-03-12");
  await fetchDataset(lake, "three", options);
  const before = server.asked.length;
  for (const time of [
    "2024-03-12T23:45:00-04:00",
    "2024-03-13T15:59:00-04:00",
    "2024-03-13T19:59:00-04:00",
  ]) {
    vi.setSystemTime(time);
    expect(await refreshDataset(lake, "three", options)).toBeUndefined();
  }
  expect((await planRefresh(lake, "three", options)).toText()).toBe(
    "three: up to date, the last session that is over is 2024-03-12",
  );
  expect(server.asked.length).toBe(before);
});

it("asks for what is new and the last two sessions, and keeps what was known before", async () => {
  const lake = tempLake();
  let restated = false;
  const { server, options } = await served(
    tiingo((symbol, day, close) =>
      restated && symbol === "BBB" && day === "2024-03-12" ? close + 0.5 : close,
    ),
  );
  evening("2024-03-12");
  await fetchDataset(lake, "three", options);
  restated = true;
  evening("2024-03-13");
  const plan = await planRefresh(lake, "three", options);
  expect(plan.parts).toEqual([{ from: "2024-03-11", symbols: ["AAA", "BBB", "CCC"] }]);
  const result = await refreshDataset(lake, "three", options);
  expect(asked(server)).toEqual(
    ["AAA", "BBB", "CCC"].flatMap((symbol) => [`${symbol} 2024-03-07`, `${symbol} 2024-03-11`]),
  );
  expect(result?.published.entry.change).toMatchObject({ kind: "append", added: 3, restated: 1, removed: 0 });
  expect(await closes(lake, "BBB")).toEqual([100, 101, 102, 103.5, 104]);
  expect(await closes(lake, "AAA")).toEqual([100, 101, 102, 103, 104]);
  const then = await lake.market("three", { symbols: ["BBB"], revision: "first" });
  expect([...then.panel("raw.close").values]).toEqual([100, 101, 102, 103, 104]);
});

it("asks for a symbol that rested from its own last session on, and for a new one from the beginning", async () => {
  const lake = tempLake();
  const two = {
    ...THREE,
    datasets: { three: { ...THREE.datasets.three, symbols: ["AAA", "BBB"] as [string, ...string[]] } },
  };
  const rests = (symbol: string, day: string, close: number) =>
    symbol === "BBB" && day > "2024-03-08" && day < "2024-03-14" ? undefined : close;
  const { server, options } = await served(tiingo(rests), two);
  evening("2024-03-12");
  await fetchDataset(lake, "three", options);
  evening("2024-03-13");
  const before = server.asked.length;
  const first = await refreshDataset(lake, "three", { ...options, sources: THREE });
  expect(asked(server).length - before).toBe(3);
  expect(first?.missing).toEqual([]);
  evening("2024-03-14");
  const plan = await planRefresh(lake, "three", { ...options, sources: THREE });
  expect(plan.parts).toEqual([
    { from: "2024-03-07", symbols: ["BBB"] },
    { from: "2024-03-12", symbols: ["AAA", "CCC"] },
  ]);
  await refreshDataset(lake, "three", { ...options, sources: THREE });
  expect(await closes(lake, "CCC")).toEqual([100, 101, 102, 103, 104, 105]);
  expect((await closes(lake, "BBB")).filter((close) => !Number.isNaN(close))).toEqual([100, 101, 105]);
});

describe("a symbol without new bars", () => {
  it.each([
    ["was delisted: it is named, the others are published", [] as string[], "published"],
    ["was refused otherwise: nothing is published", ["BBB"], "failed"],
  ])("%s", async (_, broken, outcome) => {
    const lake = tempLake();
    const ended = tiingo((symbol, day, close) =>
      symbol === "BBB" && day > "2024-03-07" ? undefined : close,
    );
    const { options } = await served({
      answers: [],
      fault: (n, url) =>
        n > 2 && broken.some((symbol) => url.includes(symbol))
          ? { kind: "answer", status: 503, body: "busy" }
          : ended.fault?.(n, url),
    });
    const sources = { ...THREE, datasets: { three: { ...THREE.datasets.three, look_back: 0 } } };
    evening("2024-03-12");
    await fetchDataset(lake, "three", options);
    evening("2024-03-13");
    const report = await refreshDatasets(lake, undefined, { ...options, sources });
    expect(report.table().rows[0]).toMatchObject({ dataset: "three", outcome });
    expect(report.ok).toBe(outcome === "published");
    expect(report.toText()).toContain("BBB");
    expect(lake.version("three").to).toBe(outcome === "published" ? "2024-03-13" : "2024-03-12");
  });
});

it("fetches adjusted prices from the beginning when their scale has changed", async () => {
  const lake = tempLake();
  let split = false;
  const server = await faultServer({
    answers: [],
    fault: (_, url) => {
      const [, symbol, from, to] = /s=(\w+)\.us.*d1=(\d+)&d2=(\d+)/.exec(url) ?? [];
      const scale = split && symbol === "bbb" ? 2 : 1;
      const rows = DAYS.flatMap((day, i) => {
        const price = (100 + i) / scale;
        const compact = day.replaceAll("-", "");
        return compact >= from && compact <= to ? [[day, price, price, price, price, 5].join(",")] : [];
      });
      const body = `${["Date,Open,High,Low,Close,Volume", ...rows].join("\r\n")}\r\n`;
      return { kind: "answer", type: "text/csv", body };
    },
  });
  onTestFinished(() => server.close());
  const sources: DataSources = {
    datasets: { three: { ...THREE.datasets.three, providers: ["stooq"] } },
    providers: {},
  };
  const options = { sources, client: { baseUrl: server.url, retries: 0 } };
  evening("2024-03-12");
  await fetchDataset(lake, "three", options);
  split = true;
  evening("2024-03-13");
  const result = await refreshDataset(lake, "three", options);
  expect(result?.rescaled).toEqual(["BBB"]);
  expect(await closes(lake, "BBB")).toEqual([50, 50.5, 51, 51.5, 52]);
  expect(await closes(lake, "AAA")).toEqual([100, 101, 102, 103, 104]);
  const raw = fetchDataset(lake, "three", { ...options, provider: "tiingo" });
  await expect(raw).rejects.toThrow(/tiingo has raw prices, stooq has total return prices/);
});

it("goes on with the other datasets when one fails", async () => {
  const { options } = await served(tiingo());
  const lake = tempLake();
  evening("2024-03-12");
  const { three } = THREE.datasets;
  const sources = { ...THREE, datasets: { odd: { ...three, providers: ["nobody"] as [string] }, three } };
  const report = await refreshDatasets(lake, undefined, { ...options, sources });
  expect(report.table().rows).toMatchObject([
    { dataset: "odd", outcome: "failed" },
    { dataset: "three", outcome: "published", added: 12, requests: 3 },
  ]);
  expect(report.toText()).toContain("no provider of this name");
});
