import { expect, test } from "vitest";
import { AssetIndex, Panel, TimeIndex } from "../../../lib/src/core/index.js";
import { evaluate, panelSource } from "../../../lib/src/expr/index.js";
import { set } from "../../../lib/src/factors/index.js";
import { expectClose, numbers } from "../support.js";
import golden from "./library.json" with { type: "json" };

const DAY = 86_400_000;
const dates = Float64Array.from(
  { length: golden.close.length / golden.columns },
  (_, i) => (18_000 + i) * DAY,
);
const time = TimeIndex.of(dates);
const assets = AssetIndex.of(["A", "B", "LATE", "GONE"]);
const panel = (values: (number | null)[]) => Panel.of(time, assets, numbers(values));
const close = panel(golden.close);
const volume = panel(golden.volume);
const source = panelSource({
  close,
  open: panel(golden.open),
  volume,
  dollar_volume: Panel.of(
    time,
    assets,
    close.values.map((value, i) => value * volume.values[i]),
  ),
});

const core = set("core");

test("the golden file covers the whole core set", () => {
  expect(Object.keys(golden.factors).sort()).toEqual(core.map(({ factor }) => factor.name).sort());
});

test.each(core.map(({ factor }) => [factor.name, factor] as const))("%s equals pandas", (name, factor) => {
  const expected = numbers(golden.factors[name as keyof typeof golden.factors]);
  expectClose(evaluate(source, factor).values, expected);
});
