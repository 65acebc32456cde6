import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Bars, BarsOptions, IngestResult, Lake } from "../../lib/src/data/index.js";
import { csv, day } from "../unit/data/intraday/halfHours.js";
import { tempDir, tempLake, tempLakeForFile, writeText } from "../unit/data/lakes.js";

const OPTIONS = { dataset: "us", frequency: "30m", label: "end", zone: "America/New_York" } as const;
const SYMBOLS = ["AAA", "BBB"];
const DATES = ["2023-12-28", "2023-12-29", "2024-01-02", "2024-01-03"];
const WHOLE = DATES.flatMap((date) => day(date, SYMBOLS));
const isOf = (symbol: string, date: string) => (line: string) => line.startsWith(`${symbol},${date}`);
const GAP = isOf("AAA", "2023-12-29");
const RESTATED = "BBB,2024-01-02 11:00,21,22,20,21.75,7";
const AGAIN = RESTATED.replace("21.75", "21.5");
const replaced = (line: string) => (line.startsWith("BBB,2024-01-02 11:00") ? AGAIN : line);

let lake: Lake;
const done: IngestResult[] = [];
const at = (time: string) => vi.setSystemTime(time);

/** All but a session of AAA; then that session, a restated bar and the last day; then the bar restated again. */
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  lake = tempLakeForFile();
  const folder = lake.dir.replace(/lake$/, "");
  const write = (lines: readonly string[]) => writeText(folder, "bars.csv", csv(lines));
  at("2024-01-02T22:00:00Z");
  const first = WHOLE.filter((line) => !GAP(line) && !line.includes("2024-01-03"));
  await lake.ingestBars(write(first), OPTIONS);
  at("2024-01-04T12:00:00Z");
  const next = [...WHOLE.filter(GAP), RESTATED, ...day("2024-01-03", SYMBOLS)];
  done.push(await lake.appendBars(write(next), { dataset: "us" }));
  at("2024-01-05T12:00:00Z");
  done.push(await lake.appendBars(write([...next.slice(0, 5), AGAIN]), { dataset: "us" }));
});
afterAll(() => void vi.useRealTimers());

const close = async (options: BarsOptions, time = "2024-01-02T16:00") =>
  (await lake.bars("us", { symbols: ["BBB"], ...options }).panel("close")).at(time, "BBB");

const cells = async (bars: Bars) => {
  const panel = await bars.panel("close");
  return [panel.time.labels(), panel.values.toString()];
};

test("a restated bar and one that was missing are added, with what they change", () => {
  expect(done.map(({ entry }) => entry.change)).toEqual([
    { kind: "append", added: 39, restated: 1, removed: 0 },
    { kind: "append", added: 0, restated: 1, removed: 0 },
  ]);
  expect(done[1].entry).toMatchObject({ rows: WHOLE.length, sessions: 4, symbols: 2, to: "2024-01-03" });
});

test("what is known last is what an ingest of it all publishes", async () => {
  const other = tempLake();
  const path = writeText(tempDir(), "bars.csv", csv(WHOLE.map(replaced)));
  const { entry } = await other.ingestBars(path, OPTIONS);
  expect(done[1].entry.fingerprint).toBe(entry.fingerprint);
  expect(done[1].entry.partitions).toEqual(entry.partitions);
  expect(await cells(lake.bars("us"))).toEqual(await cells(other.bars("us")));
  const [a, b] = await Promise.all([lake, other].map((each) => each.bars("us").daily()));
  for (const name of a.fields) expect(a.panel(name).values).toEqual(b.panel(name).values);
});

test("a moment sees the values that were known then", async () => {
  expect(await close({})).toBe(21.5);
  expect(await close({ asOf: "2024-01-05T11:59:00Z" })).toBe(21.75);
  const before = await close({ asOf: "2024-01-04T11:59:00Z" });
  expect(before).toBe(await close({ version: "v1" }));
  expect(await close({ revision: "first" })).toBe(before);
  const counted = async (asOf: string) =>
    (await lake.sql({ asOf })`SELECT count(*) AS n FROM us WHERE symbol = 'AAA'`).objects();
  expect(await counted("2024-01-04T11:59:00Z")).toEqual([{ n: 39 }]);
  expect(await counted("2024-01-04T12:00:00Z")).toEqual([{ n: 52 }]);
});

test("what was known before later deliveries is the version of then, to the bit", async () => {
  const then = { asOf: "2024-01-02T22:00:00Z" };
  expect(await cells(lake.bars("us", then))).toEqual(await cells(lake.bars("us", { version: "v1" })));
  const [a, b] = await Promise.all([then, { version: "v1" }].map((each) => lake.bars("us", each).daily()));
  for (const name of b.fields) expect(a.panel(name).values).toEqual(b.panel(name).values);
});

test("in the midst of a session its longer bars and features are not known yet", async () => {
  const bars = lake.bars("us", { asOf: "2024-01-02T16:30:00Z" });
  expect((await bars.panel("close")).time.labels().at(-1)).toBe("2024-01-02T16:30");
  expect((await bars.resample("1h").panel("close")).time.labels().at(-1)).toBe("2024-01-02T16:30");
  const odd = lake.bars("us", { asOf: "2024-01-02T16:00:00Z" }).resample("1h", { label: "start" });
  expect((await odd.panel("close")).time.labels().at(-1)).toBe("2024-01-02T14:30");
  expect((await bars.daily()).time.labels().at(-1)).toBe("2023-12-29");
});

test("the past can be filled as known at its bars' ends", async () => {
  const other = tempLake();
  const folder = tempDir();
  await other.ingestBars(writeText(folder, "a.csv", csv(WHOLE.filter((line) => !GAP(line)))), OPTIONS);
  const gap = writeText(folder, "b.csv", csv(WHOLE.filter(GAP)));
  await other.appendBars(gap, { dataset: "us", known: "bar" });
  const { values } = await other.bars("us", { asOf: "2023-12-29", symbols: ["AAA"] }).panel("close");
  expect(values).toHaveLength(26);
});

test("the past of a symbol that joins is known from now on, or at its bars' ends", async () => {
  const folder = tempDir();
  const path = writeText(folder, "c.csv", csv(DATES.flatMap((date) => day(date, ["CCC"]))));
  const then = { asOf: "2024-01-03T23:00:00Z" };
  for (const [known, symbols] of [
    ["ingest", ["AAA"]],
    ["bar", ["AAA", "CCC"]],
  ] as const) {
    const other = tempLake();
    await other.ingestBars(
      writeText(folder, "a.csv", csv(DATES.flatMap((date) => day(date, ["AAA"])))),
      OPTIONS,
    );
    const { entry } = await other.appendBars(path, { dataset: "us", known });
    expect(entry).toMatchObject({ symbols: 2, rows: 104, sessions: 4 });
    const seen = await other.sql(then)`SELECT DISTINCT symbol FROM us ORDER BY 1`;
    expect(seen.array("symbol")).toEqual(symbols);
    expect(await other.bars("us", then).symbols()).toEqual(symbols);
    expect((await other.bars("us", { symbols: ["CCC"] }).panel("close")).time.length).toBe(52);
  }
});

test("the same again is unchanged", async () => {
  const path = writeText(tempDir(), "bars.csv", csv(WHOLE.map(replaced)));
  expect((await lake.appendBars(path, { dataset: "us" })).outcome).toBe("unchanged");
});

test("a compaction folds the files of appends into those of symbols; what was known stays", async () => {
  const answers = () =>
    Promise.all([
      cells(lake.bars("us")),
      cells(lake.bars("us", { revision: "first" })),
      cells(lake.bars("us", { asOf: "2024-01-04T12:00:00Z" })),
    ]);
  const before = await answers();
  const { entry, outcome } = await lake.compact("us");
  expect(outcome).toBe("published");
  const bars = entry.files.filter(({ kind }) => kind === "bars" || kind === "restated");
  expect(bars.map(({ path }) => path).sort()).toEqual([
    ...["AAA", "BBB"].map((symbol) => `raw/us/v1/bars/symbol=${symbol}/year=2023/bars.parquet`),
    "raw/us/v2/bars/year=2023/late.parquet",
    ...["AAA", "BBB"].map((symbol) => `raw/us/v4/bars/symbol=${symbol}/year=2024/bars.parquet`),
    "raw/us/v4/bars/year=2024/late.parquet",
  ]);
  expect(entry).toMatchObject({ fingerprint: done[1].fingerprint, partitions: done[1].entry.partitions });
  expect(await answers()).toEqual(before);
  expect((await lake.verify("us", { all: true })).ok).toBe(true);
  expect((await lake.compact("us")).outcome).toBe("unchanged");
});
