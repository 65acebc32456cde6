import { expect, test } from "vitest";
import { adjustPValues, P_ADJUSTMENTS } from "../../../lib/src/core/index.js";

const P = [0.001, 0.2, 0.013, 0.04, 0.013];

test.each(P_ADJUSTMENTS)("%s counts further tests as ones that found nothing", (method) => {
  const padded = [...P, ...new Array(7).fill(1)];
  const expected = [...adjustPValues(padded, method)].slice(0, P.length);
  const found = adjustPValues(P, method, padded.length);
  for (let i = 0; i < P.length; i++) expect(found[i]).toBeCloseTo(expected[i], 12);
  expect(found[0]).toBeGreaterThan(adjustPValues(P, method)[0]);
});

test("fewer tests than p-values are refused", () => {
  expect(() => adjustPValues(P, "bh", 4)).toThrow("tests");
});
