import {
  checkInteger,
  cosineMean,
  fixedBCritical,
  fixedBP,
  mean,
  neweyWest,
  normalP,
  normalQuantile,
  type Persistence,
  stationaryBootstrap,
  std,
  studentTP,
  studentTQuantile,
} from "../core/index.js";
import { everyDate } from "./everyDate.js";
import { lazily } from "./lazily.js";

/** One test of "the mean is zero", two-sided. */
export interface MeanTestResult {
  /** Standard error of the mean. */
  readonly se: number;
  /** mean / se; `NaN` for the bootstrap, which has no t. */
  readonly t: number;
  /** Two-sided p-value. */
  readonly p: number;
  /** 95 % interval of the mean. */
  readonly interval: readonly [low: number, high: number];
  /** Values the test rests on: dates, or every h-th date. */
  readonly n: number;
  /** What it assumes, in a few words: `lag 62, b 0.05`. */
  readonly detail: string;
}

/** Names of the tests of {@link MeanInference}, least honest first. */
export const MEAN_TESTS = ["iid", "neweyWest", "bootstrap", "fixedB", "cosine", "everyHth"] as const;
export type MeanTestName = (typeof MEAN_TESTS)[number];

/** The test that titles and corrections for many tests rest on. */
export const DEFAULT_TEST = "cosine" satisfies MeanTestName;

/**
 * Is the mean of a series of overlapping returns told from zero? Six answers side by side, see {@link meanInference}.
 */
export interface MeanInference extends Record<MeanTestName, MeanTestResult> {
  readonly mean: number;
}

/**
 * Six two-sided tests of a zero mean of one value per date, each of which looks `horizon` sessions ahead.
 *
 * - `iid`: mean / (std / √n), Student's t with n − 1 degrees of freedom, as if dates were independent
 * - `neweyWest`: Bartlett weights, horizon − 1 lags, normal distribution (statsmodels' HAC): `rank_ic_t_h*`
 * - `fixedB`: Bartlett weights over a bandwidth of max(3 horizons, 1.3 √n) dates, and the fixed-b distribution of
 *   Kiefer & Vogelsang (2005), which knows that the long-run variance is estimated
 * - `cosine`, **the default**: equal-weighted cosines with the overlap put back, see `cosineMean`, Student's t. Their
 *   number is the nearest integer to ¾ n / horizon, at most 0.4 n^⅔, the rule of Lazarus, Lewis, Stock & Watson (2018).
 *   `NaN` with fewer dates than one horizon. Persistence beyond the overlap raises the error where it is given
 * - `everyHth`: Student's t on every h-th date from the first that has a value: no overlap, little data
 * - `bootstrap`: stationary bootstrap, mean block max(horizon, n^⅓), 999 resamples, seed 1
 *
 * Each is computed when first read, so the series must not change after.
 * A lag counts present dates. Sizes and powers under overlap and persistence are in `docs/validation/overlap.md`.
 * `NaN` with fewer than two values or without variation.
 *
 * @param persistence how the values persist beyond the overlap; evaluations take it from factor and returns
 */
export function meanInference(
  values: Float64Array,
  horizon: number,
  persistence?: Persistence,
): MeanInference {
  checkInteger("ic.meanInference", "horizon", horizon, 1);
  return lazily<MeanInference>({
    mean: () => mean(values),
    iid: () => studentTest(values, ""),
    neweyWest: () => neweyWestTest(values, horizon - 1),
    fixedB: () => fixedBTest(values, horizon),
    cosine: () => cosineTest(values, horizon, persistence),
    everyHth: () => studentTest(everyHth(values, horizon), horizon === 1 ? "" : everyDate(horizon)),
    bootstrap: () => bootstrapTest(values, horizon),
  });
}

function studentTest(values: Float64Array, detail: string): MeanTestResult {
  const present = values.filter((value) => !Number.isNaN(value));
  const n = present.length;
  const spread = std(present);
  const se = spread > 0 ? spread / Math.sqrt(n) : Number.NaN;
  const center = mean(present);
  const t = center / se;
  const reach = n > 1 ? studentTQuantile(0.975, n - 1) * se : Number.NaN;
  return { se, t, p: studentTP(t, n - 1), interval: [center - reach, center + reach], n, detail };
}

function neweyWestTest(values: Float64Array, lags: number): MeanTestResult {
  const { mean: center, se, t, n } = neweyWest(values, lags);
  const reach = normalQuantile(0.975) * se;
  return { se, t, p: normalP(t), interval: [center - reach, center + reach], n, detail: `lag ${lags}` };
}

function fixedBTest(values: Float64Array, horizon: number): MeanTestResult {
  const dates = presentDates(values);
  const bandwidth = Math.max(1, Math.min(dates, Math.max(3 * horizon, Math.ceil(1.3 * Math.sqrt(dates)))));
  const { mean: center, se, t, n } = neweyWest(values, bandwidth - 1);
  const b = n > 0 ? bandwidth / n : 1;
  const reach = fixedBCritical(0.05, b) * se;
  const detail = `lag ${bandwidth - 1}, b ${b.toFixed(2)}`;
  return { se, t, p: fixedBP(t, b), interval: [center - reach, center + reach], n, detail };
}

function cosineTest(values: Float64Array, horizon: number, persistence?: Persistence): MeanTestResult {
  const dates = presentDates(values);
  const most = Math.min(Math.floor(0.4 * dates ** (2 / 3)), Math.round((0.75 * dates) / horizon));
  const found = cosineMean(values, Math.max(1, most), { overlap: horizon, persistence });
  const { mean: center, n, cosines } = found;
  const se = dates < horizon ? Number.NaN : found.se;
  const t = center / se;
  const reach = studentTQuantile(0.975, cosines) * se;
  const raised = (1 / Math.sqrt(found.persistenceSeen)).toFixed(2);
  const detail = `${cosines} cosine${cosines === 1 ? "" : "s"}${raised === "1.00" ? "" : `, error × ${raised}`}`;
  return { se, t, p: studentTP(t, cosines), interval: [center - reach, center + reach], n, detail };
}

function presentDates(values: Float64Array): number {
  return values.reduce((n, value) => (Number.isNaN(value) ? n : n + 1), 0);
}

function everyHth(values: Float64Array, horizon: number): Float64Array {
  let first = 0;
  while (first < values.length && Number.isNaN(values[first])) first++;
  const out = new Float64Array(Math.max(0, Math.ceil((values.length - first) / horizon)));
  for (let k = 0; k < out.length; k++) out[k] = values[first + k * horizon];
  return out;
}

function bootstrapTest(values: Float64Array, horizon: number): MeanTestResult {
  const dates = presentDates(values);
  const block = Math.max(horizon, Math.ceil(Math.cbrt(dates)));
  const { se, p, interval, n, samples } = stationaryBootstrap(values, { block });
  return { se, t: Number.NaN, p, interval, n, detail: `blocks of ${block}, ${samples} resamples` };
}
