import { fixedBCritical, fixedBP, mean, std, studentTP } from "../../core/index.js";

/** A two-sided test that the mean abnormal return is zero. */
export interface EventTestResult {
  readonly t: number;
  readonly p: number;
}

/** The abnormal return over some days of the event window, mean over events, with four tests. */
export interface EventTest {
  /** First and last day of the sum, relative to the event. */
  readonly from: number;
  readonly to: number;
  /** Mean over events of the abnormal return added up over these days, a fraction. */
  readonly mean: number;
  readonly events: number;
  /** mean / (std over events / √events), as if events were independent; Student's t. */
  readonly crossSection: EventTestResult;
  /** The same of standardised abnormal returns (Boehmer, Musumeci & Poulsen 1991), which volatile events do not rule. */
  readonly standardized: EventTestResult;
  /** Events of one date may move together: clustered by date; Student's t, dates − 1 degrees of freedom. */
  readonly byDate: EventTestResult & { readonly dates: number };
  /** The default: events whose windows overlap may move together too. */
  readonly overlap: EventTestResult & {
    readonly se: number;
    readonly interval: readonly [low: number, high: number];
  };
}

/** Abnormal returns added up, one per event. */
export interface EventSums {
  readonly from: number;
  readonly to: number;
  readonly sums: Float64Array;
  /** The sums over their forecast standard deviations. */
  readonly standardized: Float64Array;
  /** Session of each event. */
  readonly rows: Int32Array;
}

/**
 * Test a mean abnormal return four ways; two-sided.
 *
 * `overlap` adds up deviations by session and takes the Newey–West variance over sessions, Bartlett weights with a bandwidth of
 * three windows, and fixed-b p-values: abnormal returns that hold a common part are shared by all events whose
 * windows overlap. `NaN` with fewer than two events or, for the last two, event dates.
 */
export function eventTest({ from, to, sums, standardized, rows }: EventSums): EventTest {
  const center = mean(sums);
  const events = sums.length;
  const scores = scoresBySession(sums, center, rows);
  const dates = new Set(rows).size;
  const clustered = Math.sqrt(longRun(scores, 1) * (dates / (dates - 1))) / events;
  const bandwidth = Math.min(scores.length, 3 * (to - from + 1));
  const se =
    dates > 1 ? positive(Math.sqrt(longRun(scores, bandwidth) * (dates / (dates - 1))) / events) : Number.NaN;
  const b = scores.length > 0 ? bandwidth / scores.length : 1;
  const reach = fixedBCritical(0.05, b) * se;
  const clusteredT = center / positive(clustered);
  return {
    from,
    to,
    mean: center,
    events,
    crossSection: student(sums),
    standardized: student(standardized),
    byDate: { t: clusteredT, p: studentTP(clusteredT, dates - 1), dates },
    overlap: { se, t: center / se, p: fixedBP(center / se, b), interval: [center - reach, center + reach] },
  };
}

function student(values: Float64Array): EventTestResult {
  const t = mean(values) / (positive(std(values)) / Math.sqrt(values.length));
  return { t, p: studentTP(t, values.length - 1) };
}

function positive(value: number): number {
  return value > 0 && value < Infinity ? value : Number.NaN;
}

/** Deviations from the mean added up per session, from the first event to the last. */
function scoresBySession(sums: Float64Array, center: number, rows: Int32Array): Float64Array {
  if (rows.length === 0) return new Float64Array(0);
  const first = rows.reduce((least, row) => Math.min(least, row), Infinity);
  const last = rows.reduce((most, row) => Math.max(most, row), 0);
  const out = new Float64Array(last - first + 1);
  for (let i = 0; i < sums.length; i++) out[rows[i] - first] += sums[i] - center;
  return out;
}

/** Σ products at distances below the bandwidth, Bartlett weights 1 − distance / bandwidth. */
function longRun(scores: Float64Array, bandwidth: number): number {
  let total = 0;
  for (let lag = 0; lag < Math.min(bandwidth, scores.length); lag++) {
    let products = 0;
    for (let i = lag; i < scores.length; i++) products += scores[i] * scores[i - lag];
    total += (lag === 0 ? 1 : 2 * (1 - lag / bandwidth)) * products;
  }
  return total;
}
