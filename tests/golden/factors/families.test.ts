import { describe, expect, test } from "vitest";
import { AssetIndex, Panel, TimeIndex } from "../../../lib/src/core/index.js";
import { calendarPanel } from "../../../lib/src/data/market/calendar.js";
import { evaluate, panelSource } from "../../../lib/src/expr/index.js";
import { library, set } from "../../../lib/src/factors/index.js";
import events from "../data/events/joined.json" with { type: "json" };
import { expectClose, numbers } from "../support.js";
import alpha101 from "./alpha101.json" with { type: "json" };
import alpha158 from "./alpha158.json" with { type: "json" };
import liquidity from "./liquidity.json" with { type: "json" };
import market from "./market.json" with { type: "json" };
import momentum from "./momentum.json" with { type: "json" };
import input from "./panel.json" with { type: "json" };
import structure from "./structure.json" with { type: "json" };
import ta from "./ta.json" with { type: "json" };
import volatility from "./volatility.json" with { type: "json" };

interface Golden {
  /** Every n-th session is kept. */
  readonly every: number;
  readonly factors: Readonly<Record<string, readonly (number | null)[]>>;
}

const FAMILIES: Readonly<Record<string, Golden>> = {
  volatility,
  liquidity,
  market,
  alpha158,
  ta,
  momentum,
  structure,
};

const DAY = 86_400_000;
const rows = input.close.length / input.columns;
const time = TimeIndex.of(Float64Array.from({ length: rows }, (_, i) => (18_000 + i) * DAY));
const assets = AssetIndex.of(["A", "B", "LATE", "GONE"]);
const panel = (values: readonly (number | null)[]) => Panel.of(time, assets, numbers(values));
const close = panel(input.close);
const volume = panel(input.volume);
const calendar = ["calendar.workday", "calendar.workdays_left"];
const source = panelSource({
  ...Object.fromEntries(calendar.map((name) => [name, calendarPanel(time, assets, name)])),
  close,
  open: panel(input.open),
  high: panel(input.high),
  low: panel(input.low),
  volume,
  dollar_volume: Panel.of(
    time,
    assets,
    close.values.map((value, i) => value * volume.values[i]),
  ),
});
const factorOf = new Map(library.map(({ factor }) => [factor.name, factor]));

test("the golden files cover the library beside the core set", () => {
  const core = set("core").map(({ factor }) => factor.name);
  const covered = [...Object.values(FAMILIES), alpha101, events].flatMap(({ factors }) =>
    Object.keys(factors),
  );
  expect([...covered, ...core].sort()).toEqual([...factorOf.keys()].sort());
});

describe.each(Object.entries(FAMILIES))("%s", (_, { every, factors }) => {
  test.each(Object.entries(factors))("%s equals pandas", (name, values) => {
    const factor = factorOf.get(name);
    if (!factor) throw new Error(`no factor ${name}`);
    const actual = evaluate(source, factor).values;
    const expected = numbers(values);
    expect(expected.filter(Number.isFinite).length).toBeGreaterThan(0.3 * expected.length);
    const kept = actual.filter((_, i) => Math.floor(i / input.columns) % every === 0);
    expectClose(kept, expected, 1e-9);
  });
});
