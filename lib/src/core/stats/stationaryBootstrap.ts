import { checkInteger, checkKeys, checkNumber, fail } from "../errors.js";
import { quantileSorted } from "../kernels/quantile.js";
import { Random } from "../random.js";
import { mean } from "./moments.js";

export interface BootstrapOptions {
  /** Mean length of a block in present values, at least 1. */
  block: number;
  /** Number of resamples, at least 99. Default 999. */
  samples?: number;
  /** Seed of the resampling. Default 1. */
  seed?: number;
  /** Probability inside the interval. Default 0.95. */
  coverage?: number;
}

export interface BootstrapMean {
  readonly mean: number;
  /** Standard deviation of the resampled means. */
  readonly se: number;
  /** Two-sided p-value of a zero mean: (1 + resampled means at least as far from the mean as 0 is) / (1 + samples). */
  readonly p: number;
  /** Percentile interval of the mean. */
  readonly interval: readonly [low: number, high: number];
  /** Present values. */
  readonly n: number;
  readonly block: number;
  readonly samples: number;
}

/**
 * Mean of a serially dependent series by the stationary bootstrap (Politis & Romano 1994): blocks of geometric length
 * with the given mean, starting anywhere, wrapping at the end. Missing values are dropped first. `NaN` with fewer
 * than two values. With few blocks in the sample the interval is too short, as every block bootstrap's is.
 */
export function stationaryBootstrap(values: Float64Array, options: BootstrapOptions): BootstrapMean {
  const who = "core.stationaryBootstrap";
  checkKeys(who, options, ["block", "samples", "seed", "coverage"]);
  const { block, samples = 999, seed = 1, coverage = 0.95 } = options;
  checkNumber(who, "block", block, { min: 1 });
  checkInteger(who, "samples", samples, 99);
  checkNumber(who, "coverage", coverage, { min: 0.5, max: 0.9999 });
  const x = values.filter((value) => !Number.isNaN(value));
  const center = mean(x);
  const of = { mean: center, n: x.length, block, samples };
  if (x.length < 2) return { ...of, se: Number.NaN, p: Number.NaN, interval: [Number.NaN, Number.NaN] };
  const means = resampledMeans(x, { block, samples, seed }).sort();
  let far = 0;
  let squares = 0;
  let total = 0;
  for (let k = 0; k < samples; k++) {
    const off = means[k];
    if (Math.abs(off) >= Math.abs(center)) far++;
    total += off;
    squares += off * off;
  }
  const tail = (1 - coverage) / 2;
  return {
    ...of,
    se: Math.sqrt(Math.max(0, (squares - (total * total) / samples) / (samples - 1))),
    p: (1 + far) / (1 + samples),
    interval: [center + quantileSorted(means, tail), center + quantileSorted(means, 1 - tail)],
  };
}

/**
 * The resampled means of {@link stationaryBootstrap}, each less the mean, in the order of drawing. Which values a
 * resample takes depends on the seed, the block and the number of values only: series of one length are resampled
 * together. `NaN` with fewer than two values; a missing value is an error.
 */
export function bootstrapMeans(
  values: Float64Array,
  options: Pick<BootstrapOptions, "block" | "samples" | "seed">,
): Float64Array {
  const who = "core.bootstrapMeans";
  checkKeys(who, options, ["block", "samples", "seed"]);
  const { block, samples = 999, seed = 1 } = options;
  checkNumber(who, "block", block, { min: 1 });
  checkInteger(who, "samples", samples, 99);
  if (values.some(Number.isNaN)) fail(who, "values must not be missing", { fix: "drop them first" });
  if (values.length < 2) return new Float64Array(samples).fill(Number.NaN);
  return resampledMeans(values, { block, samples, seed });
}

/** A block costs one subtraction of cumulative sums, whatever its length. */
function resampledMeans(
  x: Float64Array,
  { block, samples, seed }: { block: number; samples: number; seed: number },
): Float64Array {
  const n = x.length;
  const center = mean(x);
  const sums = new Float64Array(2 * n + 1);
  for (let i = 0; i < 2 * n; i++) sums[i + 1] = sums[i] + (x[i % n] - center);
  const random = new Random(seed);
  const stay = block > 1 ? Math.log(1 - 1 / block) : -Infinity;
  const out = new Float64Array(samples);
  for (let k = 0; k < samples; k++) {
    let left = n;
    let total = 0;
    while (left > 0) {
      const start = random.integer(n);
      const length = Math.min(left, 1 + Math.floor(Math.log(1 - random.uniform()) / stay));
      total += sums[start + length] - sums[start];
      left -= length;
    }
    out[k] = total / n;
  }
  return out;
}
