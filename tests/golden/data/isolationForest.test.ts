import { describe, expect, it } from "vitest";
import {
  IsolationForest,
  isolationForest,
  type Points,
  pointsOf,
} from "../../../lib/src/data/quality/forest/isolationForest.js";
import golden from "./isolation_forest.json" with { type: "json" };

const columns = golden.points.map((column) => Float64Array.from(column));
const points = pointsOf(columns);
const everyone = Int32Array.from(columns[0], (_, i) => i);

describe("an isolation forest, against scikit-learn", () => {
  it("scores by the trees of scikit-learn as scikit-learn does", () => {
    const trees = golden.small.trees.map(({ feature, threshold, left, right, points: n }) => ({
      feature: Int32Array.from(feature),
      threshold: Float64Array.from(threshold),
      left: Int32Array.from(left),
      right: Int32Array.from(right),
      points: Int32Array.from(n),
    }));
    const scores = new IsolationForest(trees, golden.small.sample).score(points, everyone.subarray(0, 200));
    scores.forEach((score, i) => {
      expect(Math.abs(score - golden.small.scores[i])).toBeLessThan(1e-12);
    });
  });

  it("tells planted outliers as well, over eight seeds", () => {
    const areas = Array.from({ length: 8 }, (_, seed) =>
      area(isolationForest(points, { seed }).score(points, everyone)),
    );
    const mean = areas.reduce((sum, each) => sum + each, 0) / areas.length;
    expect(Math.abs(mean - golden.area.mean)).toBeLessThan((3 * golden.area.std) / Math.sqrt(8));
  });

  it("gives scores of the same size and order as another seed of scikit-learn", () => {
    const scores = isolationForest(points).score(points, everyone);
    const differences = scores.map((score, i) => Math.abs(score - golden.scores[i]));
    expect(differences.reduce((sum, each) => sum + each, 0) / scores.length).toBeLessThan(0.015);
    expect(Math.max(...differences)).toBeLessThan(0.1);
  });

  it("is the same for the same seed, and looks only at the points it is told", () => {
    const among = everyone.subarray(0, 1900);
    const changed = pointsOf(
      columns.map((column) => column.map((value, i) => (i < 1900 ? value : value + 99))),
    );
    const scores = (of: Points, seed: number) =>
      isolationForest(of, { among, seed, trees: 10 }).score(points, among.subarray(0, 100));
    expect(scores(changed, 3)).toEqual(scores(points, 3));
    expect(scores(points, 4)).not.toEqual(scores(points, 3));
  });

  it("can grow from few and from equal points", () => {
    const few = pointsOf([Float64Array.of(1, 2, 3), Float64Array.of(5, 5, 5)]);
    expect(isolationForest(few).sample).toBe(3);
    const equal = isolationForest(pointsOf([Float64Array.of(4, 4, 4, 4)])).score(
      pointsOf([Float64Array.of(4, 9)]),
      Int32Array.of(0, 1),
    );
    expect(equal[0]).toBe(equal[1]);
    expect(() => isolationForest(few, { sample: 1 })).toThrow(/sample/);
  });
});

/** Area under the receiver operating characteristic: the chance that an outlier scores above an inlier. */
function area(scores: Float64Array): number {
  const inliers = scores
    .subarray(0, scores.length - golden.outliers)
    .slice()
    .sort();
  let below = 0;
  for (const score of scores.subarray(scores.length - golden.outliers)) {
    let at = 0;
    while (at < inliers.length && inliers[at] < score) at++;
    below += at;
  }
  return below / (golden.outliers * inliers.length);
}
