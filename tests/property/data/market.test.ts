import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isoDate, Panel } from "../../../lib/src/core/index.js";
import { Market, type MarketAction } from "../../../lib/src/data/index.js";

const ROWS = 12;
const SYMBOLS = ["A", "B", "C"];
const DATES = Array.from({ length: ROWS }, (_, i) => isoDate(Date.UTC(2020, 0, 1 + 2 * i)));

const price = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: 5, max: 500, noNaN: true }) },
  { weight: 1, arbitrary: fc.constant(null) },
);
const grid = (cell: fc.Arbitrary<number | null>) =>
  fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: ROWS, maxLength: ROWS });

/** Also on days between two sessions, before the first and after the last. */
const action: fc.Arbitrary<MarketAction> = fc.record({
  symbol: fc.constantFrom(...SYMBOLS),
  date: fc.integer({ min: -2, max: 2 * ROWS + 1 }).map((day) => isoDate(Date.UTC(2020, 0, 1 + day))),
  kind: fc.constantFrom("split" as const, "dividend" as const),
  value: fc.double({ min: 0.1, max: 0.5, noNaN: true }),
});

const inputs = fc.record({
  close: grid(price),
  volume: grid(fc.integer({ min: 0, max: 1_000_000 })),
  actions: fc.array(action, { maxLength: 8 }),
  cut: fc.integer({ min: 1, max: ROWS }),
});

describe("a market as of a date", () => {
  it("has the very adjusted values that the whole market has on the dates before", () => {
    fc.assert(
      fc.property(inputs, ({ close, volume, actions, cut }) => {
        const whole = marketOf(close, volume, actions);
        const known = whole.asOf(DATES[cut - 1]);
        for (const name of ["close", "volume", "raw.close", "dollar_volume", "adjustment"]) {
          expect(known.panel(name).equals(whole.panel(name).rows(0, cut))).toBe(true);
        }
      }),
    );
  });

  it("equals the market built from truncated inputs", () => {
    fc.assert(
      fc.property(inputs, ({ close, volume, actions, cut }) => {
        const date = DATES[cut - 1];
        const truncated = marketOf(
          close.slice(0, cut),
          volume.slice(0, cut),
          actions.filter((each) => each.date >= DATES[0] && each.date <= date),
        );
        const known = marketOf(close, volume, actions).asOf(date);
        expect(known.fingerprint).toBe(truncated.fingerprint);
        expect(known.panel("close").equals(truncated.panel("close"))).toBe(true);
      }),
    );
  });

  it("has another fingerprint when a value, an action or the span changes", () => {
    fc.assert(
      fc.property(inputs, ({ close, volume, actions, cut }) => {
        const market = marketOf(close, volume, actions);
        const doubled = close.map((row) => row.map((value) => (value === null ? 7 : value * 2)));
        const others = [
          marketOf(doubled, volume, actions),
          marketOf(close, volume, [...actions, { symbol: "A", date: DATES[3], kind: "split", value: 9 }]),
          ...(cut < ROWS ? [market.asOf(DATES[cut - 1])] : []),
        ];
        for (const other of others) expect(other.fingerprint).not.toBe(market.fingerprint);
        expect(marketOf(close, volume, [...actions].reverse()).fingerprint).toBe(market.fingerprint);
      }),
    );
  });
});

function marketOf(close: (number | null)[][], volume: (number | null)[][], actions: MarketAction[]): Market {
  const panel = (rows: (number | null)[][]) => Panel.fromArrays(DATES.slice(0, rows.length), SYMBOLS, rows);
  return Market.fromPanels({ fields: { close: panel(close), volume: panel(volume) }, actions });
}
