import { describe, expect, it } from "vitest";
import { quantileBuckets, Random, rankInto } from "../../../lib/src/core/index.js";
import { bucketsOfSorted, ranksOfSorted } from "../../../lib/src/ic/sortedRow.js";

describe("ranks and buckets of sorted values", () => {
  const random = new Random(2);

  it("are core's rankInto and quantileBuckets, bit for bit", () => {
    for (let trial = 0; trial < 500; trial++) {
      const n = 1 + random.integer(60);
      const ties = random.integer(3);
      const values = Float64Array.from({ length: n }, () => {
        const value = random.normal();
        return ties === 0 ? value : Math.round(value * (ties === 1 ? 10 : 1));
      });
      const columns = Int32Array.from(values.keys()).sort((a, b) => values[a] - values[b]);
      const sorted = { values: Float64Array.from(columns, (j) => values[j]), columns, n };
      const [ranks, wantedRanks] = [new Float64Array(n), new Float64Array(n)];
      ranksOfSorted(sorted, ranks);
      rankInto(values, wantedRanks);
      expect(ranks).toEqual(wantedRanks);
      const quantiles = 2 + random.integer(9);
      const [buckets, wanted] = [new Int8Array(n), new Int8Array(n)];
      const count = bucketsOfSorted(sorted, quantiles, buckets);
      expect(count).toBe(quantileBuckets(values, quantiles, wanted));
      expect(buckets).toEqual(wanted);
    }
  });
});
