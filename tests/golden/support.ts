import { expect } from "vitest";

/** JSON numbers as a typed array; `null` is missing. */
export function numbers(json: readonly (number | null)[]): Float64Array {
  return Float64Array.from(json, (value) => value ?? Number.NaN);
}

/** Every element within a relative (below 1: absolute) tolerance; missing exactly where missing is expected. */
export function expectClose(actual: Float64Array, expected: Float64Array, tolerance = 1e-9): void {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    const gap = Math.abs(actual[i] - expected[i]);
    const same =
      Number.isNaN(actual[i]) === Number.isNaN(expected[i]) &&
      !(gap > tolerance * Math.max(1, Math.abs(expected[i])));
    if (!same) expect.fail(`element ${i}: got ${actual[i]}, expected ${expected[i]}`);
  }
}
