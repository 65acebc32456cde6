import { isolationForest, type Points } from "../forest/isolationForest.js";
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
    const columns = sizesOf(context);
    const { all, candidates } = complete(columns, context.limits.candidate);
    if (all.length < LEAST || candidates.length === 0) return;
    const points: Points = {
      count: bars.length,
      at: (positions) => featuresAt(columns, positions, context),
    };
    const scores = isolationForest(points, { among: all }).score(points, candidates);
    scores.forEach((score, k) => {
      if (score > context.limits.score) report.bar(candidates[k], score, WITH_ALL);
    });
  },
};

/** Bars from which a forest can grow. */
const LEAST = 256;

/** |move| / σ, |gap| / σ, range / usual range and, where there is one, |volume move| / σ of volume. */
function sizesOf({ derived, fields }: FindContext): Float64Array[] {
  const { move, gap, moveSigma, rangeRatio } = derived;
  const prices = [sizes(move, moveSigma), sizes(gap, moveSigma), rangeRatio];
  return fields.includes("volume") ? [...prices, sizes(derived.volumeMove, derived.volumeSigma)] : prices;
}

function sizes(moves: Float64Array, sigma: Float64Array): Float64Array {
  const out = new Float64Array(moves.length);
  for (let i = 0; i < out.length; i++) out[i] = Math.abs(moves[i]) / sigma[i];
  return out;
}

/** Logarithms are taken of the few bars that a forest reads. */
function featuresAt(
  [move, gap, range, volume]: readonly Float64Array[],
  positions: Int32Array,
  { derived }: FindContext,
) {
  const feature = (of: (i: number) => number) => Float64Array.from(positions, of);
  const prices = [
    feature((i) => Math.log1p(move[i])),
    feature((i) => Math.log1p(gap[i])),
    feature((i) => Math.log(range[i] + LEAST_RANGE)),
  ];
  if (!volume) return prices;
  const { volumeMove } = derived;
  return [...prices, feature((i) => (volumeMove[i] < 0 ? -volume[i] : volume[i]))];
}

/** Keeps the logarithm of a bar without range finite. */
const LEAST_RANGE = 0.01;

/** Positions at which every feature is finite, and those of them where one is beyond `candidate` usual sizes. */
function complete([move, gap, range, volume]: readonly Float64Array[], candidate: number) {
  const [all, candidates] = [new Int32Array(move.length), new Int32Array(move.length)];
  let [n, m] = [0, 0];
  for (let i = 0; i < move.length; i++) {
    const size = volume ? volume[i] : 0;
    if (!Number.isFinite(move[i] + gap[i] + range[i] + size) || range[i] <= -LEAST_RANGE) continue;
    all[n++] = i;
    if (Math.max(move[i], gap[i], range[i] + LEAST_RANGE, size) > candidate) candidates[m++] = i;
  }
  return { all: all.subarray(0, n), candidates: candidates.subarray(0, m) };
}
