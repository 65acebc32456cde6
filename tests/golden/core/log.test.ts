import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { elementwise } from "../../../lib/src/core/index.js";

const golden: { x: number[]; log: number[] } = JSON.parse(
  readFileSync(new URL("log.json", import.meta.url), "utf8"),
);
const bits = (value: number): bigint => new BigInt64Array(Float64Array.of(value).buffer)[0];
const apart = (a: number, b: number): number => Math.abs(Number(bits(a) - bits(b)));

it("logarithms are those of mpmath, rounded once, or in a few cases their neighbours", () => {
  const x = Float64Array.from(golden.x);
  const got = elementwise("log", [x], new Float64Array(x.length));
  const off = golden.log.map((value, i) => (value === got[i] ? 0 : apart(value, got[i])));
  expect(x.length).toBeGreaterThan(1500);
  expect(Math.max(...off)).toBeLessThanOrEqual(1);
  expect(off.filter((steps) => steps > 0).length).toBeLessThan(0.005 * x.length);
});
