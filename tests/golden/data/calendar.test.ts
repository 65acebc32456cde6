import { expect, test } from "vitest";
import { AssetIndex, Panel, TimeIndex } from "../../../lib/src/core/index.js";
import { Market } from "../../../lib/src/data/index.js";
import golden from "./calendar.json" with { type: "json" };

const { start, ...fields } = golden;
const rows = fields["calendar.month"].length;
const time = TimeIndex.of(Float64Array.from({ length: rows }, (_, i) => Date.parse(start) + i * 86_400_000));
const assets = AssetIndex.of(["A", "B"]);
const close = Panel.of(time, assets, new Float64Array(2 * rows).fill(Number.NaN));
const market = Market.fromPanels({ fields: { close } });

test.each(Object.entries(fields))("%s equals numpy, for every symbol", (name, expected) => {
  const panel = market.panel(name);
  expect([...panel.series("A")]).toEqual(expected);
  expect([...panel.series("B")]).toEqual(expected);
});

test("an own field of that name is stronger, an unknown one is named", () => {
  const own = Panel.of(time, assets, new Float64Array(2 * rows).fill(7));
  expect(Market.fromPanels({ fields: { close, "calendar.month": own } }).panel("calendar.month")).toEqual(
    own,
  );
  expect(() => market.panel("calendar.mnoth")).toThrow("did you mean calendar.month?");
});
