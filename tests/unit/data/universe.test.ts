import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Panel } from "../../../lib/src/core/index.js";
import {
  chooseUniverse,
  Market,
  Membership,
  openLake,
  readMembership,
  survivorship,
} from "../../../lib/src/data/index.js";
import { evaluate, field } from "../../../lib/src/expr/index.js";
import { syntheticMarket } from "../../../lib/src/sim/index.js";

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "assay-universe-"));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const file = (name: string, lines: readonly string[]): string => {
  const path = join(root, name);
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
};

const DATES = [
  "2020-01-29",
  "2020-01-30",
  "2020-01-31",
  "2020-02-03",
  "2020-02-04",
  "2020-03-02",
  "2020-03-03",
];
const SYMBOLS = ["A", "B", "C", "D"];

/** Prices that do not move, so that dollar volume is price × volume. */
function flat(price: readonly number[], volume: readonly (readonly number[])[]): Market {
  const close = Panel.fromArrays(
    DATES,
    SYMBOLS,
    DATES.map(() => [...price]),
  );
  return Market.fromPanels({
    fields: { open: close, high: close, low: close, close, volume: Panel.fromArrays(DATES, SYMBOLS, volume) },
  });
}

describe("membership", () => {
  const spells = [
    { symbol: "B", from: "2020-01-31", to: "2020-02-04" },
    { symbol: "A", from: "2019-01-01", to: "2020-01-30" },
    { symbol: "A", from: "2020-01-30", to: null },
    { symbol: "NA", from: "2020-01-01", to: null },
  ];

  it("is inside from the first date of a spell to the last before its end; touching spells are one", () => {
    const index = Membership.of("index", spells);
    expect(index.spells.map(({ symbol }) => symbol)).toEqual(["A", "B", "NA"]);
    expect(index.members("2020-01-30")).toEqual(["A", "NA"]);
    expect(index.members("2020-01-31")).toEqual(["A", "B", "NA"]);
    expect(index.members("2020-02-04")).toEqual(["A", "NA"]);
    const market = index.onto(
      flat(
        [1, 1, 1, 1],
        DATES.map(() => [1, 1, 1, 1]),
      ),
    );
    const masked = evaluate(market, field("raw.close").mask(field("member.index")));
    expect(masked.series("B")).toEqual(Float64Array.from([NaN, NaN, 1, 1, NaN, NaN, NaN]));
    expect(masked.series("C").every(Number.isNaN)).toBe(true);
    expect(index.toText()).toMatch(/index: 3 symbols ever, 3 spells[\s\S]*2020 +2 +2 +1/);
  });

  it("is read from a file, whatever its columns are called; a plain list needs a date", async () => {
    const path = file("sp.csv", ["ticker,start_date,end_date", "A,2019-01-01,", "NA,2020-01-01,2020-02-01"]);
    const index = await readMembership(path);
    expect([index.name, index.spells]).toEqual([
      "sp",
      [
        { symbol: "A", from: "2019-01-01", to: null },
        { symbol: "NA", from: "2020-01-01", to: "2020-02-01" },
      ],
    ]);
    const list = file("list.csv", ["Symbol,Name", "A,Alpha", "TRUE,True Inc"]);
    await expect(readMembership(list)).rejects.toThrow(/no column found for begins, ends/);
    expect((await readMembership(list, { since: "2020-01-01" })).members("2020-06-01")).toEqual([
      "A",
      "TRUE",
    ]);
    const bad = file("bad.csv", ["symbol,from,to", "A,yesterday,"]);
    await expect(readMembership(bad)).rejects.toThrow(/1 of 1 rows have no symbol or a date/);
    const turned = [{ symbol: "A", from: "2020-02-01", to: "2020-01-01" }];
    expect(() => Membership.of("x", turned)).toThrow(/a spell of A ends before it begins/);
  });

  it("is kept in a lake with its history; the newest answers", async () => {
    const lake = openLake(root);
    const first = Membership.of("idx", spells);
    lake.keep(first, { note: "from the vendor" });
    lake.keep(first);
    const second = Membership.of("idx", spells.slice(1));
    lake.keep(second);
    expect(lake.membership("idx").fingerprint).toBe(second.fingerprint);
    expect(lake.membership("idx", first.fingerprint.slice(0, 12)).spells).toEqual(first.spells);
    expect(lake.memberships("idx").map(({ note }) => note)).toEqual(["from the vendor", ""]);
    expect(() => lake.membership("idy")).toThrow(/did you mean idx/);
    expect(() => lake.membership("idx", "ffff")).toThrow(/no such version/);
  });
});

describe("a chosen universe", () => {
  const volume = [
    [9, 5, 1, 7],
    [9, 5, 1, 7],
    [1, 5, 9, 7],
    [1, 5, 9, 7],
    [9, 5, 1, 7],
    [9, 5, 1, 7],
    [9, 5, 1, 7],
  ];

  it("is decided on the close of the session before, at the first session of a month", () => {
    const market = flat([1, 1, 1, 1], volume);
    const universe = chooseUniverse(market, { top: { count: 2 }, window: 1 });
    expect(universe.choices).toEqual([
      {
        from: "2020-02-03",
        decided: "2020-01-31",
        size: 2,
        fell: { top: 2 },
        added: ["C", "D"],
        removed: [],
      },
      { from: "2020-03-02", decided: "2020-02-04", size: 2, fell: { top: 2 }, added: ["A"], removed: ["C"] },
    ]);
    expect([...universe.panel.row(2)]).toEqual([0, 0, 0, 0]);
    expect([...universe.panel.row(4)]).toEqual([0, 0, 1, 1]);
    expect(universe.symbols).toEqual(["A", "C", "D"]);
    expect(universe.membership.spells).toEqual([
      { symbol: "A", from: "2020-03-02", to: null },
      { symbol: "C", from: "2020-02-03", to: "2020-03-02" },
      { symbol: "D", from: "2020-02-03", to: null },
    ]);
  });

  it("keeps who is inside up to a rank, and chooses once when it is static", () => {
    const market = flat([1, 1, 1, 1], volume);
    const kept = chooseUniverse(market, { top: { count: 2, keep: 4 }, window: 1 });
    expect(kept.choices[1]).toMatchObject({ added: [], removed: [] });
    const fixed = chooseUniverse(market, { rebalance: "static", top: { count: 1 }, window: 1 });
    expect(fixed.choices).toHaveLength(1);
    expect(fixed.symbols).toEqual(["A"]);
  });

  it("counts who fell at which rule", () => {
    const market = flat([10, 3, 10, 10], volume);
    const rules = {
      membership: Membership.of(
        "m",
        ["A", "B", "C"].map((symbol) => ({ symbol, from: "2000-01-01", to: null })),
      ),
      ...{ minPrice: 5, minDollarVolume: 20, minHistory: 3, window: 1 },
    };
    const universe = chooseUniverse(market, rules);
    expect(universe.choices[0]).toMatchObject({
      fell: { membership: 1, minPrice: 1, minDollarVolume: 1 },
      added: ["C"],
    });
    expect(chooseUniverse(market, { minHistory: 4, window: 1 }).choices[0].from).toBe("2020-03-02");
    expect(chooseUniverse(market, { where: field("raw.close").gt(5) }).symbols).toEqual(["A", "C", "D"]);
    expect(universe.toText()).toMatch(/universe: 2 symbols ever inside[\s\S]*fell: membership/);
  });

  it("refuses rules that cannot be meant", () => {
    const market = flat([1, 1, 1, 1], volume);
    expect(() => chooseUniverse(market, { top: { count: 3, keep: 2 } })).toThrow(/top\.keep/);
    expect(() => chooseUniverse(market, { minPrize: 1 } as object)).toThrow(/did you mean minPrice/);
    expect(() => chooseUniverse(market, { rebalance: "hourly" } as object)).toThrow(/rebalance/);
  });

  it.each(["volume", "liquidity", "trendiness"] as const)("by %s knows nothing of the future", (by) => {
    const market = Market.from(syntheticMarket({ seed: 5, symbols: 30, years: 2 }));
    const rules = {
      ...{ minPrice: 3, minHistory: 40, window: 21, rebalance: "weekly" as const },
      top: { count: 10, keep: 14, by },
    };
    const whole = chooseUniverse(market, rules);
    expect(whole.symbols.length).toBeGreaterThan(10);
    const dates = market.time.labels();
    for (const end of [120, 121, 333]) {
      const early = chooseUniverse(market.asOf(dates[end]), rules);
      const before = whole.panel.reindex(early.panel.time, early.panel.assets);
      expect(early.panel.values).toEqual(before.values);
    }
  });
});

it("says whom a market lacks, and what that may do", () => {
  const market = flat(
    [1, 1, 1, Number.NaN],
    DATES.map(() => [1, 1, 1, Number.NaN]),
  );
  const all = { from: "2019-01-01", to: null };
  const index = Membership.of("index", [
    ...["A", "B", "D"].map((symbol) => ({ symbol, ...all })),
    { symbol: "GONE", from: "2019-01-01", to: "2020-02-03" },
    { symbol: "BEFORE", from: "2010-01-01", to: "2015-01-01" },
  ]);
  const report = survivorship(market, index);
  const { findings } = report;
  expect(findings).toMatchObject({ ever: 4, missing: ["D", "GONE"], missingLeft: 1 });
  expect(findings.share).toBeCloseTo(1 - 14 / 24, 12);
  expect(findings.effects.afterLoss).toBeCloseTo((-0.3 / (24 / 7)) * (252 / 7), 12);
  expect(findings.years).toEqual([{ year: 2020, sessions: 7, expected: 24, present: 14 }]);
  expect(report.warnings[0]).toMatch(
    /2 symbols of the 4 that belonged to index are not in the data \(41\.67 %|2 symbols of the 4/,
  );
  expect(report.toText()).toMatch(/lacks 2 of the 4 symbols[\s\S]*D GONE/);
});
