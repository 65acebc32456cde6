import type { Bars } from "../bars/bars.js";
import { isolationForest } from "../forest/isolationForest.js";
import { type FindContext, FLAG_ONLY, type QualityRule, WITH_ALL } from "../rule.js";

/** The rule that looks at move, gap, range and volume together. */
export const forestRule: QualityRule = {
  name: "isolation_forest",
  severity: "note",
  action: "flag",
  actions: FLAG_ONLY,
  sentence: "Move, overnight gap, range and volume together set the bar apart from all others.",
  formula:
    "score > threshold of an isolation forest (100 trees of 256 bars, seed 0) on ln(1 + |move| / σ), ln(1 + |gap| / σ), ln(range / usual range), ln(volume / usual volume) / σ of volume; bars are scored of which one of them is beyond `candidate`",
  known: "with the whole delivery, from which the forest grows",
  value: "score, 0 … 1",
  thresholds: {
    score: { default: 0.75, unit: "0 … 1", meaning: "a larger score is an outlier" },
    candidate: { default: 6, unit: "usual sizes", meaning: "bars with nothing beyond are not scored" },
  },
  find: (bars, report, context) => {
    const columns = featuresOf(bars, context);
    const { all, candidates } = complete(columns, context.limits.candidate);
    if (all.length < LEAST || candidates.length === 0) return;
    const scores = isolationForest(columns, { among: all }).score(columns, candidates);
    scores.forEach((score, k) => {
      if (score > context.limits.score) report.bar(candidates[k], score, WITH_ALL);
    });
  },
};

/** Bars from which a forest can grow. */
const LEAST = 256;

function featuresOf({ length }: Bars, { derived, fields }: FindContext): Float64Array[] {
  const { move, gap, moveSigma, rangeRatio, volumeMove, volumeSigma } = derived;
  const withVolume = fields.includes("volume");
  const columns = Array.from({ length: withVolume ? 4 : 3 }, () => new Float64Array(length));
  for (let i = 0; i < length; i++) {
    columns[0][i] = Math.log1p(Math.abs(move[i]) / moveSigma[i]);
    columns[1][i] = Math.log1p(Math.abs(gap[i]) / moveSigma[i]);
    columns[2][i] = Math.log(rangeRatio[i] + LEAST_RANGE);
    if (withVolume) columns[3][i] = volumeMove[i] / volumeSigma[i];
  }
  return columns;
}

/** Keeps the logarithm of a bar without range finite. */
const LEAST_RANGE = 0.01;

/** Positions at which every feature is finite, and those of them where one is beyond `candidate` usual sizes. */
function complete(columns: readonly Float64Array[], candidate: number) {
  const limits = [Math.log1p(candidate), Math.log1p(candidate), Math.log(candidate), candidate];
  const { length } = columns[0];
  const [all, candidates] = [new Int32Array(length), new Int32Array(length)];
  let [n, m] = [0, 0];
  for (let i = 0; i < length; i++) {
    let sum = 0;
    let beyond = false;
    for (let f = 0; f < columns.length; f++) {
      sum += columns[f][i];
      if (Math.abs(columns[f][i]) > limits[f] && (f !== 2 || columns[f][i] > 0)) beyond = true;
    }
    if (!Number.isFinite(sum)) continue;
    all[n++] = i;
    if (beyond) candidates[m++] = i;
  }
  return { all: all.subarray(0, n), candidates: candidates.subarray(0, m) };
}
