import { describe, expect, it } from "vitest";
import { Panel, Random, TimeIndex } from "../../../lib/src/core/index.js";
import { evaluatePanel, factorFrame, frameRows, LOSS_REASONS } from "../../../lib/src/ic/index.js";

const N = null;
const DATES = ["2024-01-02", "2024-01-03", "2024-01-04", "2024-01-05", "2024-01-08", "2024-01-09"];
const SYMBOLS = ["A", "B", "C", "D"];
/** A is whole, B is listed late, C is delisted, D has a gap. */
const price = Panel.fromArrays(DATES, SYMBOLS, [
  [10, N, 30, 40],
  [11, N, 31, 41],
  [12, 22, 32, N],
  [13, 23, N, 43],
  [14, 24, N, 44],
  [15, 25, N, 45],
]);
const factor = Panel.fromArrays(
  DATES,
  SYMBOLS,
  [
    [N, N, 3, 4],
    [1, N, 3, 5],
    [2, N, 1, 4],
    [1, 3, N, 2],
    [1, N, N, 2],
    [1, 2, N, 4],
  ],
  { name: "signal" },
);

describe("the factor frame", () => {
  const frame = factorFrame(factor, price, { horizon: 1, quantiles: 2 });

  it("holds the pairs that have both values, with ranks and quantiles", () => {
    const second = frameRows(frame).filter((row) => row.date === "2024-01-03");
    expect(second).toEqual([
      { date: "2024-01-03", symbol: "A", factor: 1, forward: expect.closeTo(1 / 11, 12), quantile: 1 },
      { date: "2024-01-03", symbol: "C", factor: 3, forward: expect.closeTo(1 / 31, 12), quantile: 2 },
    ]);
    expect(Array.from(frame.names)).toEqual([2, 2, 0, 3, 2, 0]);
  });

  it("says of every other cell where and why it fell", () => {
    const rows = Object.fromEntries(
      LOSS_REASONS.map((reason) => [reason, Array.from(frame.lossByDate[reason])]),
    );
    expect(rows).toEqual({
      not_trading: [1, 1, 0, 1, 1, 1], // B not listed yet, then C delisted
      warm_up: [1, 0, 1, 0, 0, 0], // A on the first date, B on its first
      no_factor: [0, 0, 0, 0, 1, 0],
      past_end: [0, 0, 0, 0, 0, 3],
      delisted: [0, 0, 1, 0, 0, 0],
      no_forward: [0, 1, 1, 0, 0, 0], // D: no exit, no entry
      too_few: [0, 0, 1, 0, 0, 0], // A alone
      no_variance: [0, 0, 0, 0, 0, 0],
    });
  });

  it("drops a date with too few names whole", () => {
    const strict = factorFrame(factor, price, { horizon: 1, quantiles: 2, minNames: 3 });
    expect(Array.from(strict.names)).toEqual(
      [0, 0, 0, 0, 0, 0].map((n, i) => (i === 3 ? strict.names[3] : n)),
    );
    expect(strict.lossByDate.too_few[0]).toBe(2);
    expect(strict.factor.subarray(0, 4).every(Number.isNaN)).toBe(true);
  });

  it("treats infinite factor values as missing", () => {
    const infinite = Panel.of(
      factor.time,
      factor.assets,
      factor.values.map((v) => (v === 5 ? Infinity : v)),
    );
    const kept = factorFrame(infinite, price, { horizon: 2, quantiles: 2 });
    expect(frameRows(kept).every((row) => Number.isFinite(row.factor))).toBe(true);
  });

  it("puts a factor on the dates and assets of the prices", () => {
    const other = factor.select(["D", "A"]).between("2024-01-03");
    const rows = frameRows(factorFrame(other, price, { horizon: 1, quantiles: 2 }));
    expect(rows.every((row) => row.date >= "2024-01-03" && ["A", "D"].includes(row.symbol))).toBe(true);
    expect(rows.length).toBeGreaterThan(0);
  });
});

describe("the loss report", () => {
  const random = new Random(5);
  const days = TimeIndex.of(
    Float64Array.from({ length: 40 }, (_, i) => Date.UTC(2024, 0, 1) + i * 86_400_000),
  );
  const symbols = Array.from({ length: 12 }, (_, i) => `S${i}`);
  const grid = (holes: number) =>
    Array.from({ length: 40 }, () =>
      symbols.map(() => (random.uniform() < holes ? N : 10 + random.uniform())),
    );
  const signal = Panel.fromArrays(Array.from(days.instants), symbols, grid(0.2));
  const close = Panel.fromArrays(Array.from(days.instants), symbols, grid(0.1));
  signal.values.fill(1, 12 * 20, 12 * 21); // one date without variance

  it.each([1, 5, 21])("accounts for every cell of the grid at horizon %i", (horizon) => {
    const report = evaluatePanel(signal, close, { horizons: [horizon] });
    const loss = report.loss(horizon);
    const rows = loss.rows();
    expect(rows.reduce((total, row) => total + row.lost, 0) + loss.kept).toBe(40 * 12);
    expect(rows.at(-1)?.left).toBe(loss.kept);
    expect(loss.kept).toBe(report.horizon(horizon).observations);
    if (horizon === 1) {
      expect(loss.lost("no_variance")).toBeGreaterThan(0);
      expect(loss.tiedDates).toContain(days.label(20));
    }
  });

  it("shows itself as a table without empty reasons", () => {
    const text = evaluatePanel(signal, close, { horizons: [1] })
      .loss(1)
      .toText();
    expect(text).toContain("observations used");
    expect(text).toContain("does not vary on the date");
    expect(text).not.toContain("last price of the symbol (");
  });
});
