import { expect, test } from "vitest";
import { meanInference } from "../../../lib/src/ic/index.js";

const series = Float64Array.from({ length: 400 }, (_, i) => Math.sin(i));

test.each([
  [2, "every 2nd date"],
  [3, "every 3rd date"],
  [5, "every 5th date"],
  [11, "every 11th date"],
  [12, "every 12th date"],
  [21, "every 21st date"],
  [111, "every 111th date"],
])("at horizon %i the test without overlap takes %s", (horizon, text) => {
  expect(meanInference(series, horizon).everyHth.detail).toBe(text);
});
