import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { quantileBuckets } from "../../../lib/src/core/kernels/quantileBuckets.js";

interface Case {
  name: string;
  quantiles: number;
  values: (number | null)[];
  buckets: number[];
  count: number;
}

const golden = JSON.parse(readFileSync(new URL("./quantile_buckets.json", import.meta.url), "utf8"));

function buckets(values: (number | null)[], quantiles: number) {
  const out = new Int8Array(values.length);
  const count = quantileBuckets(
    Float64Array.from(values, (v) => v ?? Number.NaN),
    quantiles,
    out,
  );
  return { count, buckets: Array.from(out) };
}

describe("quantileBuckets equals pandas.qcut with duplicates dropped", () => {
  it.each(golden.cases as Case[])("$name", ({ values, quantiles, count, buckets: expected }) => {
    expect(buckets(values, quantiles)).toEqual({ count, buckets: expected });
  });

  it("takes infinite values as missing", () => {
    expect(buckets([1, Infinity, 2, -Infinity], 2)).toEqual({ count: 2, buckets: [1, 0, 2, 0] });
  });

  it("gives no bucket to an empty or all-missing row", () => {
    expect(buckets([], 5)).toEqual({ count: 0, buckets: [] });
    expect(buckets([null, null], 5)).toEqual({ count: 0, buckets: [0, 0] });
  });
});
