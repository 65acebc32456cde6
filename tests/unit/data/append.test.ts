import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Market } from "../../../lib/src/data/index.js";
import { Factor } from "../../../lib/src/expr/index.js";
import { FactorStore } from "../../../lib/src/factors/index.js";
import { csv, DAYS, HEADER, soundBars, tempDir, tempLake, writeText } from "./lakes.js";
import { oldLake } from "./oldLake.js";

const LINES = soundBars();
const dateOf = (line: string) => line.slice(0, 10);
/** Bars of the days from `start` on, the end excluded. */
const days = (start: number, end: number, lines = LINES) =>
  lines.filter((line) => DAYS.slice(start, end).includes(dateOf(line)));
const withClose = (line: string, close: number) => {
  const cells = line.split(",");
  return [...cells.slice(0, 2), close - 0.5, close + 1, close - 1, close, cells[6]].join(",");
};
const close = (market: Market, symbol: string, date: string) => market.panel("raw.close").at(date, symbol);

function lakeAndFiles() {
  const dir = tempDir();
  let n = 0;
  const file = (lines: readonly string[], header = HEADER) =>
    writeText(dir, `${n++}.csv`, csv(lines, header));
  return { lake: tempLake(), file };
}

describe("an append", () => {
  it("in pieces is one ingest of the whole: the same fingerprint, market and flags", async () => {
    const { lake, file } = lakeAndFiles();
    const whole = await lake.ingest(file(LINES), { dataset: "whole" });
    await lake.ingest(file(days(0, 9)), { dataset: "d" });
    const second = await lake.append(file(days(7, 14)), { dataset: "d" });
    expect(second.delivery).toEqual({ added: 15, restated: 0, removed: 0, repeated: 6, absent: 0 });
    const third = await lake.append(file(days(14, 21)), { dataset: "d" });
    expect([third.version, third.fingerprint]).toEqual(["v3", whole.fingerprint]);
    expect(third.entry).toMatchObject({ rows: 63, symbols: 3, sessions: 21, from: DAYS[0], to: DAYS[20] });
    expect((await lake.market("d")).fingerprint).toBe((await lake.market("whole")).fingerprint);
    expect(
      third.entry.files.filter(({ kind }) => kind === "bars").map(({ path, rows }) => [path, rows]),
    ).toEqual([
      ["raw/d/v1/bars/year=2020/bars.parquet", 27],
      ["raw/d/v2/bars/year=2020/bars.parquet", 15],
      ["raw/d/v3/bars/year=2020/bars.parquet", 21],
    ]);
    expect((await lake.verify("d")).ok).toBe(true);
  });

  it("of what is published is unchanged, and what is not delivered stays", async () => {
    const { lake, file } = lakeAndFiles();
    await lake.ingest(file(LINES), { dataset: "d" });
    const again = await lake.append(file(LINES), { dataset: "d" });
    expect([again.outcome, again.version, again.delivery?.repeated]).toEqual(["unchanged", "v1", 63]);
    const some = await lake.append(file([...days(3, 4), ...days(6, 7)]), { dataset: "d" });
    expect([some.outcome, some.delivery?.absent]).toEqual(["unchanged", 6]);
    expect(some.toText()).toContain("6 published rows were not delivered again and stay");
    expect(readdirSync(join(lake.dir, "raw/d"))).toEqual(["manifest.jsonl", "v1"]);
    expect(readdirSync(join(lake.dir, "staging"))).toEqual([]);
  });

  it("of a row with other values keeps both: as first seen, as known then, as known now", async () => {
    const { lake, file } = lakeAndFiles();
    await lake.ingest(file(days(0, 10)), { dataset: "d" });
    const [line] = days(4, 5);
    const later = [withClose(line, 21.5)].map((text) => `${text},${DAYS[6]}`);
    const result = await lake.append(file(later, `${HEADER},seen_on`), { dataset: "d" });
    expect(result.entry.change).toEqual({ kind: "append", added: 0, restated: 1, removed: 0 });
    const seen = async (options: object) => close(await lake.market("d", options), "AAA", DAYS[4]);
    const before = Number(line.split(",")[5]);
    expect(await seen({})).toBe(21.5);
    expect(await seen({ revision: "first" })).toBe(before);
    expect(await seen({ asOf: DAYS[5] })).toBe(before);
    expect(await seen({ asOf: `${DAYS[6]}T12:00Z` })).toBe(before);
    expect(await seen({ asOf: DAYS[6] })).toBe(21.5);
    expect(await seen({ asOf: DAYS[6], revision: "first" })).toBe(before);
    expect((await lake.market("d", { asOf: DAYS[5] })).time.labels()).toEqual(DAYS.slice(0, 6));
    expect((await lake.append(file(later, `${HEADER},seen_on`), { dataset: "d" })).outcome).toBe("unchanged");
    const corrected = days(0, 10).map((each) => (each === line ? withClose(line, 21.5) : each));
    const whole = await lake.ingest(file(corrected), { dataset: "whole" });
    expect(result.fingerprint).toBe(whole.fingerprint);
  });

  it("is known from now on, or with its bar when the past is rebuilt", async () => {
    const { lake, file } = lakeAndFiles();
    await lake.ingest(file(days(0, 10)), { dataset: "d" });
    await lake.append(file(days(10, 12)), { dataset: "d" });
    await lake.append(file(days(12, 14)), { dataset: "d", known: "bar" });
    const market = await lake.market("d", { asOf: DAYS[20] });
    expect(market.time.labels()).toEqual([...DAYS.slice(0, 10), ...DAYS.slice(12, 14)]);
    const tomorrow = new Date(Date.now() + 86_400_000);
    expect((await lake.market("d", { asOf: tomorrow })).time.length).toBe(14);
  });

  it("withdraws a spike that is back at the next session, which was known then", async () => {
    const { lake, file } = lakeAndFiles();
    const lines = LINES.map((line) => (line === days(9, 10)[1] ? withClose(line, 60) : line));
    await lake.ingest(file(days(0, 10, lines)), { dataset: "d" });
    const result = await lake.append(file(days(10, 12, lines)), { dataset: "d", known: "bar" });
    expect(result.entry.change).toEqual({ kind: "append", added: 6, restated: 0, removed: 1 });
    expect(result.entry.quarantined).toEqual({ one_day_spike: 1 });
    expect((await lake.quarantine("d")).rows).toMatchObject([
      { reason: "one_day_spike", symbol: "BBB", date: DAYS[9] },
    ]);
    expect(close(await lake.market("d"), "BBB", DAYS[9])).toBeNaN();
    expect(close(await lake.market("d", { asOf: DAYS[9] }), "BBB", DAYS[9])).toBe(60);
    const whole = await lake.ingest(file(days(0, 12, lines)), { dataset: "whole" });
    expect(result.fingerprint).toBe(whole.fingerprint);
    expect(result.entry.flagged).toEqual(whole.entry.flagged);
    expect((await lake.append(file(days(8, 12, lines)), { dataset: "d" })).outcome).toBe("unchanged");
    const fixed = await lake.append(file([days(9, 10)[1]]), { dataset: "d" });
    expect(fixed.entry.change).toMatchObject({ added: 0, restated: 1 });
    expect(close(await lake.market("d"), "BBB", DAYS[9])).toBeLessThan(30);
  });

  it("puts bad rows into quarantine once", async () => {
    const { lake, file } = lakeAndFiles();
    await lake.ingest(file([...days(0, 10), "2020-01-10,DDD,1,1,1,,5"]), { dataset: "d" });
    const bad = file([...days(10, 11), `${DAYS[11]},AAA,1,1,1,0,5`, "2020-01-10,DDD,1,1,1,,5", "x,y"]);
    const result = await lake.append(bad, { dataset: "d" });
    expect(result.quarantined).toEqual({ malformed_line: 1, missing_price: 1, non_positive_price: 1 });
    expect((await lake.quarantine("d")).rows.length).toBe(3);
    expect((await lake.append(bad, { dataset: "d" })).outcome).toBe("unchanged");
  });

  it("takes actions and sectors, and keeps what was known of actions before", async () => {
    const { lake, file } = lakeAndFiles();
    const action = (value: number, date = DAYS[5]) =>
      file([`AAA,${date},dividend,${value}`], "symbol,date,kind,value");
    await lake.ingest(file(days(0, 10)), { dataset: "d", actions: action(0.5) });
    const sectors = file(["AAA,Energy"], "symbol,sector");
    const told = { dataset: "d", actions: action(0.6), sectors };
    expect((await lake.append(file(days(9, 10)), told)).outcome).toBe("published");
    expect((await lake.append(file(days(9, 10)), told)).outcome).toBe("unchanged");
    const market = await lake.market("d");
    expect(market.actions.map(({ value }) => value)).toEqual([0.6]);
    expect(market.group("sector").names).toEqual(["Energy"]);
    expect((await lake.market("d", { asOf: DAYS[9] })).actions.map(({ value }) => value)).toEqual([0.5]);
    const whole = await lake.ingest(file(days(0, 10)), { ...told, dataset: "whole" });
    expect(lake.version("d").fingerprint).toBe(whole.fingerprint);
  });

  it("of later dates extends stored factors, one of restated dates computes them again", async () => {
    const { lake, file } = lakeAndFiles();
    const store = new FactorStore(lake.dir);
    const factor = Factor.parse("close / close.lag(2)").named("two_days");
    const how = async () => (await store.compute(await lake.market("d"), factor)).how;
    await lake.ingest(file(days(0, 10)), { dataset: "d" });
    expect(await how()).toBe("computed");
    await lake.append(file(days(10, 12)), { dataset: "d" });
    expect(await how()).toBe("extended");
    await lake.append(file(days(3, 4).map((line) => withClose(line, 20.2))), { dataset: "d" });
    expect(await how()).toBe("computed");
    await lake.compact("d");
    expect(await how()).toBe("stored");
  });

  it("to a lake of schema 1 reads and keeps its files", async () => {
    const lake = oldLake();
    const { file } = lakeAndFiles();
    const last = lake.version("bars");
    const result = await lake.append(file(["2020-01-15,AAA,20,21,19,20,5"]), { dataset: "bars" });
    expect(result.entry).toMatchObject({ version: "v3", rows: 41, sessions: 21, change: { added: 1 } });
    expect(result.entry.files.map(({ path }) => path)).toEqual(
      expect.arrayContaining(last.files.slice(0, 2).map(({ path }) => path)),
    );
    expect((await lake.verify()).ok).toBe(true);
    expect((await lake.market("bars")).time.length).toBe(21);
    expect(lake.history("bars").map(({ version }) => version)).toEqual(["v1", "v2", "v3"]);
  });

  it("refuses what cannot be added", async () => {
    const { lake, file } = lakeAndFiles();
    await lake.ingest(file(LINES), { dataset: "d" });
    const narrow = file(["2020-03-02,AAA,1,1,1,1"], "date,symbol,open,high,low,close");
    await expect(lake.append(narrow, { dataset: "d" })).rejects.toThrow(/d has volume, the source has not/);
    const twice = file(
      ["2020-03-02,AAA,1,1,1,1,1,2020-03-02", "2020-03-02,AAA,2,2,2,2,1,2020-03-03"],
      `${HEADER},known`,
    );
    await expect(lake.append(twice, { dataset: "d" })).rejects.toThrow(
      /several revisions of 1 bars.*AAA on 2020-03-02/,
    );
    const early = file(
      ["2020-03-02,AAA,1,1,1,1,1,2020-03-01", "2020-03-03,AAA,1,1,1,1,1,soon"],
      `${HEADER},known`,
    );
    expect((await lake.append(early, { dataset: "d" })).quarantined).toMatchObject({ bad_known_time: 2 });
    await expect(lake.append(narrow, { dataset: "d", known: "then" } as never)).rejects.toThrow(/known/);
  });
});
