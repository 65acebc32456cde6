import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { Random } from "../../../lib/src/core/index.js";
import { type Lake, Market, syntheticSource } from "../../../lib/src/data/index.js";
import { EarlierPanels } from "../../../lib/src/data/lake/panels/earlierPanels.js";
import { readMarket } from "../../../lib/src/data/lake/readMarket.js";
import type { MarketSpan } from "../../../lib/src/data/lake/span.js";
import { syntheticMarket } from "../../../lib/src/sim/index.js";
import {
  changed,
  csv,
  DAYS,
  HEADER,
  soundBars,
  tempDir,
  tempLake,
  tempLakeForFile,
  writeText,
} from "./lakes.js";

const tables = syntheticMarket({ seed: 4, symbols: 23, years: 2 });
const lake = tempLakeForFile();
let folder = "";

beforeAll(async () => {
  const { fingerprint } = await lake.ingest(syntheticSource(tables, "d"), { dataset: "d" });
  folder = join(lake.dir, "cache/panels/d", fingerprint.slice(0, 16));
});

/** The same to the last bit: from the cache, and from the Parquet files. */
async function expectSame(span: MarketSpan, dataset = "d", at: Lake = lake): Promise<Market> {
  const cached = await at.market(dataset, span);
  const { contents } = await readMarket(at.dir, at.version(dataset), span);
  const parquet = Market.fromContents(contents);
  expect(cached.time.equals(parquet.time)).toBe(true);
  expect(cached.assets.symbols).toEqual(parquet.assets.symbols);
  expect(cached.actions).toEqual(parquet.actions);
  expect(cached.fields).toEqual(parquet.fields);
  for (const [name, { values, unit }] of contents.panels) {
    const panel = cached.panel(name === "adj_close" ? "adjustment" : `raw.${name}`);
    const expected = name === "adj_close" ? parquet.panel("adjustment").values : values;
    expect(panel.values.findIndex((value, i) => !Object.is(value, expected[i]))).toBe(-1);
    expect(panel.values.length).toBe(expected.length);
    if (name !== "adj_close") expect(panel.unit).toBe(unit);
  }
  expect(cached.hasGroup("sector") && cached.group("sector")).toEqual(
    parquet.hasGroup("sector") && parquet.group("sector"),
  );
  expect(cached.fingerprint).toBe(parquet.fingerprint);
  return cached;
}

/** What the process was warned of while `work` was done. */
async function warnings(work: () => Promise<unknown>): Promise<string[]> {
  const told: string[] = [];
  const spy = vi.spyOn(process, "emitWarning").mockImplementation((warning) => {
    told.push(String(warning));
  });
  onTestFinished(() => spy.mockRestore());
  await work();
  spy.mockRestore();
  return told;
}

describe("the panel cache", () => {
  it("is written by an ingest of the whole: the first read of a version does not build it", async () => {
    const at = tempLake();
    const file = (rows: readonly string[]) => writeText(tempDir(), "a.csv", csv(rows));
    await at.ingest(file(soundBars(["AAA", "BBB"])), { dataset: "e" });
    const panels = join(at.dir, "cache/panels/e");
    const name = () => at.version("e").fingerprint.slice(0, 16);
    const { ino } = statSync(join(panels, name(), "close.f64"));
    await expectSame({}, "e", at);
    expect(statSync(join(panels, name(), "close.f64")).ino).toBe(ino);
    await at.ingest(file(soundBars(["AAA", "BBB"])), { dataset: "e" });
    expect(readdirSync(panels)).toEqual([name()]);
    await at.ingest(file(soundBars(["AAA"])), { dataset: "e" });
    expect(readdirSync(panels)).toContain(name());
    await expectSame({}, "e", at);
    expect(existsSync(join(at.dir, "staging")) && readdirSync(join(at.dir, "staging"))).toEqual([]);
    await at.append(file(["2020-03-02,AAA,1,1,1,1,5"]), { dataset: "e" });
    expect(readdirSync(panels)).not.toContain(name());
    await expectSame({}, "e", at);
    expect(readdirSync(panels)).toContain(name());
  });

  it("is written by the first read otherwise, whole, and read after it", async () => {
    rmSync(join(lake.dir, "cache"), { recursive: true, force: true });
    const first = await lake.market("d");
    expect(readdirSync(folder).sort()).toEqual([
      "close.f64",
      "high.f64",
      "index.json",
      "low.f64",
      "open.f64",
      "volume.f64",
    ]);
    const { ino } = statSync(join(folder, "close.f64"));
    const again = await expectSame({});
    expect(again.fingerprint).toBe(first.fingerprint);
    expect(statSync(join(folder, "close.f64")).ino).toBe(ino);
  });

  it("gives what the Parquet files give: spans, universes, orders, actions, groups", async () => {
    const random = new Random(3);
    const { time, assets } = await lake.market("d");
    const someDate = () => new Date(time.instants[0] + random.integer(740) * 86_400_000);
    const widths = new Set<number>();
    for (let k = 0; k < 14; k++) {
      const [from, to] = [someDate(), someDate()].sort((a, b) => +a - +b);
      const wanted = random.shuffle([...assets.symbols]).slice(0, 1 + random.integer(5));
      const market = await expectSame({ from, to, symbols: k % 3 === 0 ? wanted : undefined });
      if (k % 3 !== 0) widths.add(market.assets.length);
    }
    expect(widths.size).toBeGreaterThan(1);
  });

  it("keeps a vendor's adjusted close and missing volumes", async () => {
    const lines = soundBars().map((line, i) => `${line},${10 + (i % 5)}`);
    const source = changed(lines, 5, lines[5].replace(/,[^,]*,([^,]*)$/, ",,$1"));
    const path = writeText(tempDir(), "a.csv", csv(source, `${HEADER},adj_close`));
    await lake.ingest(path, { dataset: "vendor" });
    await expectSame({}, "vendor");
    const market = await expectSame({ from: DAYS[2], symbols: ["BBB", "AAA"] }, "vendor");
    expect(market.hasGroup("sector")).toBe(false);
  });

  it("of a version takes the years that an earlier one shares from its panels, the rest from the files", async () => {
    const row = (day: string, symbol: string, close: number) =>
      [day, symbol, close, close, close, close, 5].join(",");
    const file = (lines: readonly string[]) => writeText(tempDir(), "a.csv", csv(lines));
    await lake.ingest(file([row("2019-12-30", "BBB", 7), row("2019-12-31", "BBB", 8), ...soundBars()]), {
      dataset: "grown",
    });
    const whole = await lake.market("grown");
    await lake.append(file([row("2020-02-03", "AAB", 3), row("2020-02-03", "BBB", 20)]), {
      dataset: "grown",
    });
    const spy = vi.spyOn(EarlierPanels.prototype, "valuesOf");
    onTestFinished(() => spy.mockRestore());
    const market = await expectSame({}, "grown");
    expect(spy.mock.results.map(({ value }) => value?.length)).toEqual([5, undefined]);
    expect([whole.assets.length, market.assets.length]).toEqual([3, 4]);
    expect(market.panel("raw.close").at("2019-12-31", "BBB")).toBe(8);
  });

  it("says the same of a span without sessions and of unknown symbols", async () => {
    const problems = [{ from: "2030-01-01" }, { from: "2018-06-02", to: "2018-06-03" }, { symbols: [] }];
    for (const span of [...problems, { symbols: ["SYM"] }, { symbols: ["S000", "S000"] }]) {
      const expected = await readMarket(lake.dir, lake.version("d"), span).catch((error) => error.message);
      await expect(lake.market("d", span)).rejects.toThrow(expected);
    }
  });

  it("tells the recorder how many bars were read, as the Parquet files have them", async () => {
    const span = { from: "2018-05-01", to: "2019-03-01", symbols: tables.assets.symbols.slice(3, 9) };
    const { readCached } = await import("../../../lib/src/data/lake/panels/panelCache.js");
    for (const each of [span, { from: span.from }]) {
      const { rows } = await readMarket(lake.dir, lake.version("d"), each);
      expect((await readCached(lake.dir, lake.version("d"), each))?.rows).toBe(rows);
    }
  });

  const file = (name: string) => join(folder, name);
  it.each([
    ["a flipped bit", () => flip(file("close.f64"), 70 * 23 * 8), /close: rows from 64 on are not as/],
    ["a truncated panel", () => truncateSync(file("low.f64"), 800), /low has 800 bytes, not/],
    ["a missing panel", () => rmSync(file("open.f64")), /no such file/],
    ["a changed index", () => flip(file("index.json"), 40), /its index is not as it was written/],
    ["an empty index", () => truncateSync(file("index.json"), 0), /its index is not as it was written/],
  ])("with %s is written again, with a note", async (_, harm, problem) => {
    const { fingerprint } = await lake.market("d");
    harm();
    const told = await warnings(async () => expect((await lake.market("d")).fingerprint).toBe(fingerprint));
    expect(told).toEqual([expect.stringMatching(problem)]);
    expect(told[0]).toMatch(/^the panel cache of d v1 is damaged .*written again from the Parquet files$/);
    expect(await warnings(() => expectSame({}))).toEqual([]);
  });

  it("of another content or layout is not used", async () => {
    const { fingerprint } = await lake.market("d");
    const text = readFileSync(file("index.json"), "utf8").split("\n")[0];
    const { sha256 } = await import("../../../lib/src/core/index.js");
    for (const other of [
      text.replace('"layout":1', '"layout":0'),
      text.replace(/"fingerprint":"../, "$&0"),
    ]) {
      writeFileSync(file("index.json"), `${other}\n${sha256(other)}\n`);
      expect((await lake.market("d")).fingerprint).toBe(fingerprint);
      expect(readFileSync(file("index.json"), "utf8").split("\n")[0]).toBe(text);
    }
  });

  it("may be written by several readers at once", async () => {
    rmSync(join(lake.dir, "cache"), { recursive: true, force: true });
    const markets = await Promise.all([1, 2, 3].map(() => lake.market("d")));
    expect(new Set(markets.map(({ fingerprint }) => fingerprint)).size).toBe(1);
    expect(readdirSync(join(folder, ".."))).toEqual([basename(folder)]);
    await expectSame({});
  });

  it("is not needed: a lake that cannot be written to is read all the same, with one note", async () => {
    rmSync(join(lake.dir, "cache"), { recursive: true, force: true });
    writeFileSync(join(lake.dir, "cache"), "in the way");
    onTestFinished(() => rmSync(join(lake.dir, "cache")));
    await lake.ingest(writeText(tempDir(), "a.csv", csv(soundBars())), { dataset: "stuck" });
    const told = await warnings(async () => {
      await expectSame({ from: DAYS[3] }, "stuck");
      await expectSame({}, "stuck");
    });
    expect(told).toEqual([
      expect.stringMatching(/^the panel cache of stuck v1 cannot be written \(.*Parquet files are read/),
    ]);
  });

  it("is not made where most cells would be empty", async () => {
    const symbols = Array.from({ length: 21 }, (_, j) => `S${j + 10}`);
    const sparse = soundBars(symbols).filter((_, i) => i % DAYS.length === Math.floor(i / DAYS.length));
    await lake.ingest(writeText(tempDir(), "a.csv", csv(sparse)), { dataset: "sparse" });
    expect((await lake.market("sparse")).assets.length).toBe(21);
    expect(existsSync(join(lake.dir, "cache/panels/sparse"))).toBe(false);
  });
});

describe("a collection", () => {
  it("deletes the panels of older versions, of datasets that are gone, and leftovers", async () => {
    const dir = tempDir();
    for (const symbols of [["AAA"], ["AAA", "BBB"]]) {
      await lake.ingest(writeText(dir, "a.csv", csv(soundBars(symbols))), { dataset: "twice" });
      await lake.market("twice");
    }
    const panels = join(lake.dir, "cache/panels");
    for (const name of ["gone/v1", "twice/v2.killed", "twice/v2.busy"])
      mkdirSync(join(panels, name), { recursive: true });
    utimesSync(join(panels, "twice/v2.killed"), 0, 0);
    const none = { files: 0, versions: [] };
    expect(lake.collect()).toEqual({ folders: 3, bytes: expect.any(Number), ...none });
    const kept = lake.version("twice").fingerprint.slice(0, 16);
    expect(readdirSync(join(panels, "twice")).sort()).toEqual([kept, "v2.busy"].sort());
    await lake.market("d");
    expect(lake.collect({ all: true }).bytes).toBeGreaterThan(5 * 23 * 500 * 8);
    expect(existsSync(folder)).toBe(false);
    expect((await lake.market("twice", { version: "v1" })).assets.length).toBe(1);
    expect(() => lake.collect({ every: true } as never)).toThrow(/unknown option "every"/);
  });
});

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at] ^= 1;
  writeFileSync(path, bytes);
}
