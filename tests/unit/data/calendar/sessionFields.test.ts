import { expect, test } from "vitest";
import { AssetIndex, Panel, TimeIndex } from "../../../../lib/src/core/index.js";
import { Market } from "../../../../lib/src/data/index.js";

const DATES = [
  "1989-12-29",
  "2001-09-10",
  "2001-09-17",
  "2024-07-02",
  "2024-07-03",
  "2024-07-04",
  "2024-07-05",
];

test("session fields count the sessions of New York and know early closes; missing where there is no session", () => {
  const time = TimeIndex.of(DATES);
  const close = Panel.of(time, AssetIndex.of(["A", "B"]), new Float64Array(14).fill(1));
  const market = Market.fromPanels({ fields: { close } });
  const of = (name: string) => [...market.panel(`calendar.XNYS.${name}`).series("B")];
  expect(of("session_of_month")).toEqual([Number.NaN, 5, 6, 2, 3, Number.NaN, 4]);
  expect(of("early_close")).toEqual([Number.NaN, 0, 0, 0, 1, Number.NaN, 0]);
  expect(() => market.panel("calendar.XNYS.session_of_moth")).toThrow(
    "did you mean calendar.XNYS.session_of_month?",
  );
});
