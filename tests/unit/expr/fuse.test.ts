import { describe, expect, it } from "vitest";
import { fuse } from "../../../lib/src/expr/engine/fuse.js";
import { makePlan } from "../../../lib/src/expr/engine/plan.js";
import { type Factor, field } from "../../../lib/src/expr/index.js";

const [close, open, volume] = ["close", "open", "volume"].map(field);

/** The steps that are left, fields and constants not counted, each as its operators in order. */
function stepsOf(...factors: Factor[]): string[] {
  const { steps } = fuse(makePlan(factors.map(({ node }) => node)));
  return steps
    .filter(({ node }) => node.op !== "field" && node.op !== "const")
    .map(({ node, pieces }) => (pieces ?? [node]).map(({ op }) => op).join(" "));
}

describe("steps computed together", () => {
  it("are those that follow each other and read the same row", () => {
    expect(stepsOf(close.sub(open).div(open).abs().log().rank().mul(-1))).toEqual([
      "sub div abs log rank mul",
    ]);
    expect(stepsOf(close.sub(open).where(volume.gt(5), volume.neg()).sqrt())).toHaveLength(1);
  });

  it("begin with earlier rows of what is there whole", () => {
    expect(stepsOf(close.delta(2).div(close.lag(2)).rank())).toEqual(["delta lag div rank"]);
    expect(stepsOf(close.sub(open).delta(2).rank())).toEqual(["sub", "delta rank"]);
  });

  it("end where a window looks back, and begin again behind it", () => {
    expect(stepsOf(close.mul(volume).mean(5).log().rank())).toEqual(["mul", "mean", "log rank"]);
    expect(stepsOf(close.bucket(5).mul(2).neg())).toEqual(["bucket", "mul neg"]);
  });

  it("end where somebody else reads the result", () => {
    const gap = close.sub(open);
    expect(stepsOf(gap.rank(), gap.abs().neg())).toEqual(["sub", "rank", "abs neg"]);
    expect(stepsOf(gap, gap.rank().neg())).toEqual(["sub", "rank neg"]);
    expect(stepsOf(gap.rank().mul(gap.abs()))).toEqual(["sub rank abs mul"]);
  });

  it("do not make many results wait at once", () => {
    const means = Array.from({ length: 30 }, (_, n) => close.mean(n + 2));
    const total = means.reduce((sum, mean) => sum.add(mean));
    const { steps } = fuse(makePlan([total.node]));
    const fused = steps.filter(({ pieces }) => pieces);
    expect(fused.length).toBeGreaterThan(3);
    for (const { inputs } of fused) expect(inputs.length).toBeLessThanOrEqual(6);
  });
});
