import { describe, expect, test } from "vitest";
import { AssetIndex, Panel, TimeIndex } from "../../../lib/src/core/index.js";
import { type PboStatistic, probabilityOfBacktestOverfitting } from "../../../lib/src/risk/index.js";
import { expectClose, numbers } from "../support.js";
import golden from "./pbo.json" with { type: "json" };

/** The rows as a panel of dates × trials. */
function panel(rows: readonly (readonly number[])[]): Panel {
  const time = TimeIndex.of(rows.map((_, i) => Date.UTC(2020, 0, 1 + i)));
  const assets = AssetIndex.of(rows[0].map((_, k) => `trial ${k}`));
  return Panel.of(time, assets, Float64Array.from(rows.flat()));
}

describe.each(
  golden.cases.map((one) => [`${one.input}, ${one.blocks} blocks, ${one.statistic}`, one] as const),
)("%s", (_, expected) => {
  const ours = probabilityOfBacktestOverfitting(panel(golden.inputs[expected.input as "noise"]), {
    blocks: expected.blocks,
    statistic: expected.statistic as PboStatistic,
  });

  test("each split equals a recomputation from its rows", () => {
    expect(ours.logits.length).toBe(expected.splits);
    expect([...ours.picked.subarray(0, 50)]).toEqual(expected.picked);
    expectClose(ours.logits.subarray(0, 50), numbers(expected.logits), 1e-9);
    expectClose(ours.inSample.subarray(0, 50), numbers(expected.inSample), 1e-9);
    expectClose(ours.outOfSample.subarray(0, 50), numbers(expected.outOfSample), 1e-9);
    expectClose(ours.average.subarray(0, 50), numbers(expected.average), 1e-9);
  });

  test("probabilities, degradation and dominance", () => {
    expect(ours.probability).toBeCloseTo(expected.probability, 12);
    expect(ours.probabilityOfLoss).toBeCloseTo(expected.probabilityOfLoss, 12);
    expect(ours.degradation.slope).toBeCloseTo(expected.slope, 8);
    expect(ours.degradation.intercept).toBeCloseTo(expected.intercept, 8);
    expect(ours.degradation.rSquared).toBeCloseTo(expected.rSquared, 8);
    expect(ours.dominance.firstOrder).toBe(expected.firstOrder);
    expect(ours.dominance.secondOrder).toBe(expected.secondOrder);
  });
});
