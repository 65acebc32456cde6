import { expect, it } from "vitest";
import { AssetIndex, DISPLAY, Panel, Sparkline, TimeIndex } from "../../../lib/src/core/index.js";
import { inlineDrawings } from "../../../lib/src/report/drawings.js";

it("runs from its lowest to its highest value, with a gap where nothing is known", () => {
  expect(new Sparkline([1, 2, 3, Number.NaN, 8]).toText()).toBe("▁▂▃ █");
  expect(new Sparkline([1, 2, 3, Number.NaN, 8]).toHtml().match(/M/g)).toHaveLength(2);
});

it.each([
  ["of equal values stays in the middle", [5, 5, 5], "▅▅▅"],
  ["of missing and infinite values draws nothing", [Number.NaN, Infinity], "  "],
  ["of nothing is empty", [], ""],
])("%s", (_, values, text) => {
  const line = new Sparkline(values);
  expect(line.toText()).toBe(text);
  expect(line.toHtml()).not.toMatch(/NaN|Infinity/);
});

it("takes the means of equal stretches of a long series", () => {
  const line = new Sparkline(Array.from({ length: 2400 }, (_, i) => i));
  expect(line.toText()).toBe("▁▂▂▃▄▄▅▅▆▇▇█");
  expect(line.toHtml().match(/L/g)).toHaveLength(59);
});

it("stands in the preview of a panel, one for each column, as an image in a notebook and inline in a report", () => {
  const time = TimeIndex.of(["2024-01-02", "2024-01-03", "2024-01-04"], "1d");
  const values = Float64Array.of(1, 9, 2, Number.NaN, 3, 7);
  const panel = Panel.of(time, AssetIndex.of(["A", "B"]), values, { name: "close", unit: "USD" });
  expect(panel.toText()).toMatch(/course +▁▅█ +█ ▁\nmissing +0\.0 % +33\.3 %\n2024-01-02/);
  const shown = (panel as unknown as Record<symbol, () => Record<string, string>>)[DISPLAY]()["text/html"];
  expect(shown.match(/<img class="assay-spark"/g)).toHaveLength(2);
  expect(inlineDrawings(shown).match(/<svg /g)).toHaveLength(2);
});
