import { mean, type TimeIndex } from "../../core/index.js";
import { DEFAULT_TEST, meanInference } from "../meanInference.js";

/** A mean of one value per date before and after the middle, and whether the change is told from chance. */
export interface Halves {
  readonly before: number;
  readonly after: number;
  /** First date of the second half. */
  readonly split: string;
  /** Two-sided p-value of no change. */
  readonly p: number;
}

/**
 * Compare the two halves of the dates that have a value (the middle one of an odd number belongs to neither).
 *
 * The change is the mean of ±2 (value − mean of both halves), minus before and plus after the middle; its p-value is
 * that of the default test on this series, which knows the overlap.
 */
export function halves(time: TimeIndex, values: Float64Array, horizon: number): Halves {
  const rows: number[] = [];
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) rows.push(i);
  const size = Math.floor(rows.length / 2);
  const of = (some: readonly number[]) => Float64Array.from(some, (row) => values[row]);
  const first = of(rows.slice(0, size));
  const second = of(rows.slice(rows.length - size));
  const [before, after] = [mean(first), mean(second)];
  const center = (before + after) / 2;
  const change = new Float64Array(2 * size);
  for (let k = 0; k < size; k++) {
    change[k] = -2 * (first[k] - center);
    change[size + k] = 2 * (second[k] - center);
  }
  return {
    before,
    after,
    split: size > 0 ? time.label(rows[rows.length - size]) : "",
    p: meanInference(change, horizon)[DEFAULT_TEST].p,
  };
}
