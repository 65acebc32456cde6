import { expect, test } from "vitest";
import { AssetIndex, Panel, TimeIndex } from "../../../lib/src/core/index.js";
import { field, panelSource } from "../../../lib/src/expr/index.js";
import { quantilePaths } from "../../../lib/src/ic/index.js";
import { expectClose, numbers } from "../support.js";
import golden from "./quantile_paths.json" with { type: "json" };

const sessions = golden.price.length / golden.symbols;
const time = TimeIndex.of(Array.from({ length: sessions }, (_, i) => Date.UTC(2022, 0, 1 + i)));
const assets = AssetIndex.of(Array.from({ length: golden.symbols }, (_, j) => `S${j}`));
const panel = (values: readonly (number | null)[]) => Panel.of(time, assets, numbers(values));
const market = panelSource({ close: panel(golden.price), signal: panel(golden.factor) });

test.each(["demeaned", "plain"] as const)("paths equal pandas, %s", (kind) => {
  const paths = quantilePaths(market, field("signal"), { ...golden.design, demeaned: kind === "demeaned" });
  expect(paths.dates).toBe(golden.dates);
  for (const [q, path] of paths.means.entries()) expectClose(path, numbers(golden[kind].means[q]), 1e-12);
  expectClose(
    Float64Array.from(paths.spread, ({ mean }) => mean),
    numbers(golden[kind].spread),
    1e-12,
  );
});
