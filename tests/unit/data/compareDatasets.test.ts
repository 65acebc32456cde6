import { expect, it } from "vitest";
import { Panel, Random } from "../../../lib/src/core/index.js";
import { compareDatasets, Market } from "../../../lib/src/data/index.js";

const DAYS = 250;
const dates = Array.from({ length: DAYS }, (_, i) => Date.UTC(2023, 0, 2) + i * 86_400_000);

/** Prices of one symbol, in steps that no rounding hides. */
function walk(seed: number): number[] {
  const random = new Random(seed);
  let price = 50;
  return dates.map(() => {
    price *= 1 + 0.02 * (0.5 + random.uniform()) * (random.uniform() < 0.5 ? -1 : 1);
    return price;
  });
}

const dividends = [60, 120, 180];
const before = (days: readonly number[], step: number, i: number) =>
  days.filter((day) => i < day).reduce((factor) => factor * step, 1);

/** What the second dataset makes of the prices of the first. */
const CASES: Readonly<Record<string, [make: (p: number[]) => number[], kind: string, words: RegExp]>> = {
  SAME: [(p) => p, "the same", /^the same$/],
  ROUNDED: [(p) => p.map((v) => Math.round(v * 100) / 100), "the same", /^the same$/],
  CENTS: [(p) => p.map((v) => v * 100), "unit", /^two is 100 times one/],
  SOMECENTS: [(p) => p.map((v, i) => (i > 40 && i < 60 ? v / 100 : v)), "unit", /^one is 100 times two/],
  LATE: [
    (p) => p.map((_, i) => (i === 0 ? Number.NaN : p[i - 1])),
    "shifted",
    /^two has the values of one, one session later/,
  ],
  EARLY: [
    (p) => p.map((_, i) => p[i + 1] ?? Number.NaN),
    "shifted",
    /^one has the values of two, one session later/,
  ],
  DIV: [
    (p) => p.map((v, i) => v * before(dividends, 0.992, i)),
    "dividends",
    /^two is adjusted for dividends: 3 steps/,
  ],
  RAWDIV: [
    (p) => p.map((v, i) => v / before(dividends, 0.992, i)),
    "dividends",
    /^one is adjusted for dividends: 3 steps/,
  ],
  SPLIT: [
    (p) => p.map((v, i) => v * before([150], 0.25, i)),
    "splits",
    /^two is adjusted for splits: 1 step$/,
  ],
  BOTH: [
    (p) => p.map((v, i) => v * before(dividends, 0.99, i) * before([150], 0.5, i)),
    "splits and dividends",
    /^two is adjusted for splits and dividends: 4 steps/,
  ],
  FACTOR: [(p) => p.map((v) => v * 1.37), "constant factor", /^two is 1\.370 times one throughout$/],
  LATER: [
    (p) => p.map((v) => v / 3),
    "constant factor",
    /^two is 0\.3333 .*as after a split that came later/,
  ],
  ODD: [
    (p) => p.map((v, i) => (i % 50 === 7 ? v * 1.1 : v * before([150], 0.5, i))),
    "splits",
    /^two is adjusted for splits: 1 step$/,
  ],
  UNSEEN: [
    (p) => p.map((v, i) => v / before([150], 0.5, i) / 2),
    "change of scale",
    /^two is 0\.5000 times one from one day on, as if one of the two had not seen a split$/,
  ],
  TICK: [(p) => p.map((v, i) => (i === 77 ? v * 1.3 : v)), "single days", /^1 of 250 days/],
  FIRST: [(p) => p.map((v, i) => (i < 2 ? v * 0.98 : v)), "single days", /^2 of 250 days/],
  NOISE: [(p) => p.map((v, i) => v * (1 + 0.01 * Math.sin(i * i))), "no pattern", /no pattern/],
};

function market(name: string, make: (symbol: string, prices: number[]) => number[]): Market {
  const symbols = Object.keys(CASES);
  const series = symbols.map((symbol, j) => make(symbol, walk(j + 1)));
  const panel = Panel.fromArrays(
    dates,
    symbols,
    dates.map((_, i) => series.map((values) => values[i])),
  );
  const volume = Panel.fromArrays(
    dates,
    symbols,
    dates.map(() => symbols.map(() => 1000)),
  );
  return Market.fromPanels({ name, fields: { open: panel, high: panel, low: panel, close: panel, volume } });
}

const one = market("one", (_, prices) => prices);
const two = market("two", (symbol, prices) => CASES[symbol][0](prices));
const comparison = compareDatasets(one, two);
const close = (symbol: string) =>
  comparison.rows.find((row) => row.symbol === symbol && row.field === "close");

it.each(Object.entries(CASES))("tells why closes of %s differ", (symbol, [, kind, words]) => {
  const found = close(symbol);
  expect(found?.kind).toBe(kind);
  expect(found?.words).toMatch(words);
});

it("counts days, and names the largest difference and its day", () => {
  expect(close("TICK")).toMatchObject({ days: 250, differing: 1, on: "2023-03-20", onlyA: 0 });
  expect(close("TICK")?.largest).toBeCloseTo(0.3, 12);
  expect(close("DIV")).toMatchObject({ days: 250, differing: 180 });
  expect(close("LATE")).toMatchObject({ days: 249, onlyA: 1, onlyB: 0 });
  const volume = comparison.fields().rows.find(({ field }) => field === "volume");
  expect(volume).toMatchObject({ days: 250 * 17, differing: 0, symbols: 0 });
});

it("says the finding first, draws the ratio, and shows itself", () => {
  expect(comparison.title).toMatch(/^one and two differ in the closes of 15 of 17 symbols; 2 of them: /);
  expect(comparison.figure()?.toSvg()).toContain("<svg");
  expect(comparison.toHtml()).toMatch(/Closes of two are 0\.\d+ to 100\.0 times those of one/);
  expect(comparison.toText()).toContain("What differs");
  expect(comparison.reasons().rows).toContainEqual({
    ...{
      kind: "unit",
      symbols: 2,
      words: "two is 100 times one: another unit",
      examples: "CENTS, SOMECENTS",
    },
  });
  const same = compareDatasets(one, one);
  expect(same.title).toBe("one and one (2) agree on all bars of 17 symbols");
  expect(same.agree).toBe(true);
  expect(same.figure()).toBeUndefined();
});

it("compares common symbols on all dates, and refuses when there is none", () => {
  const part = market("part", (_, prices) => prices.map((value, i) => (i % 2 ? value : Number.NaN)));
  expect(compareDatasets(one, part).fields().rows[0]).toMatchObject({ days: 125 * 17, onlyA: 125 * 17 });
  const other = Market.fromPanels({
    name: "other",
    fields: Object.fromEntries(
      ["open", "high", "low", "close", "volume"].map((field) => [
        field,
        Panel.fromArrays(
          dates,
          ["ZZZ"],
          dates.map(() => [1]),
        ),
      ]),
    ),
  });
  expect(() => compareDatasets(one, other)).toThrow("one and other have no symbol in common");
  expect(() => compareDatasets(one, two, { tolerance: -1 })).toThrow("tolerance");
});
