import { describe, expect, test } from "vitest";
import { Panel } from "../../../lib/src/core/index.js";
import { Market } from "../../../lib/src/data/index.js";
import { evaluate, type Factor, field } from "../../../lib/src/expr/index.js";
import { expectCausal, get, library, set } from "../../../lib/src/factors/index.js";
import { syntheticMarket } from "../../../lib/src/sim/index.js";

const tables = syntheticMarket({ seed: 3, symbols: 40, years: 3 });
const market = Market.from(tables);

test("the market has what makes causality hard: splits, dividends, listings and delistings", () => {
  expect(tables.actions.some(({ kind }) => kind === "split")).toBe(true);
  expect(tables.actions.some(({ kind }) => kind === "dividend")).toBe(true);
  expect(tables.listings.some(({ ending }) => ending !== "listed")).toBe(true);
});

/** Those of the set `events` need more of a market: eventFactors.test.ts. */
const ofPrices = library.filter((entry) => !set("events").includes(entry));

describe.each(ofPrices.map(({ factor }) => [factor.name, factor] as const))(
  "library factor %s",
  (_, factor) => {
    test("does not change when the future is removed", () => {
      expectCausal(market, factor);
    });

    test("has values", () => {
      const { values } = evaluate(market, factor);
      expect(values.filter(Number.isFinite).length).toBeGreaterThan(0.4 * values.length);
    });
  },
);

test("a price level that was adjusted with later actions is caught", () => {
  const backAdjusted: Factor = field("close");
  const leaky = {
    time: market.time,
    assets: market.assets,
    fingerprint: "leaky",
    panel: (name: string) => scaledToLast(market, name),
    group: (name: string) => market.group(name),
    asOf: (date: string) => ({ ...leaky, ...cut(date) }),
  };
  const cut = (date: string) => {
    const known = market.asOf(date);
    return { time: known.time, assets: known.assets, panel: (name: string) => scaledToLast(known, name) };
  };
  expect(() => expectCausal(leaky, backAdjusted)).toThrow(
    /must not change when the future after \d{4}-\d\d-\d\d is removed/,
  );
});

/** What most vendors deliver: prices scaled so that the last one is as traded. */
function scaledToLast(source: Market, name: string) {
  const panel = source.panel(name);
  const last = panel.row(panel.time.length - 1);
  const raw = source.panel(`raw.${name}`).row(panel.time.length - 1);
  const values = panel.values.map((value, i) => {
    const j = i % panel.assets.length;
    return (value * raw[j]) / last[j];
  });
  return Panel.of(panel.time, panel.assets, values);
}

test("an unknown name is an error that names the nearest", () => {
  expect(() => get("mom_12_l")).toThrow("did you mean mom_12_1?");
});
