/**
 * Descriptive statistics of one series. `NaN` entries are missing and skipped; too few values give `NaN`, never 0.
 * Two passes throughout: the mean first, then deviations from it.
 */

/** How many values are present. */
export function count(values: Float64Array): number {
  let n = 0;
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) n++;
  return n;
}

/** Sum of the present values, compensated (Neumaier); `NaN` for none. */
export function sum(values: Float64Array): number {
  let total = 0;
  let lost = 0;
  let n = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (Number.isNaN(value)) continue;
    n++;
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return n === 0 ? Number.NaN : total + lost;
}

/** Arithmetic mean; `NaN` for no values. */
export function mean(values: Float64Array): number {
  return sum(values) / count(values);
}

/** Sum over the present values of (value − center)^power. */
function centralSum(values: Float64Array, center: number, power: 2 | 3 | 4): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (Number.isNaN(value)) continue;
    const d = value - center;
    total += power === 2 ? d * d : power === 3 ? d * d * d : d * d * d * d;
  }
  return total;
}

/** Variance with `ddof` delta degrees of freedom: 1 (default) is the sample, 0 the population variance. */
export function variance(values: Float64Array, ddof = 1): number {
  const n = count(values);
  return n - ddof > 0 ? centralSum(values, mean(values), 2) / (n - ddof) : Number.NaN;
}

/** Standard deviation, the root of {@link variance}. */
export function std(values: Float64Array, ddof = 1): number {
  return Math.sqrt(variance(values, ddof));
}

/** Population skewness g1 = m3 / m2^1.5 (scipy's default, `bias=True`); `NaN` for a constant series. */
export function skewness(values: Float64Array): number {
  const n = count(values);
  const center = mean(values);
  const m2 = centralSum(values, center, 2) / n;
  return centralSum(values, center, 3) / n / m2 ** 1.5;
}

/** Population excess kurtosis g2 = m4 / m2² − 3 (scipy's default, Fisher, `bias=True`); `NaN` for a constant series. */
export function kurtosis(values: Float64Array): number {
  const n = count(values);
  const center = mean(values);
  const m2 = centralSum(values, center, 2) / n;
  return centralSum(values, center, 4) / n / (m2 * m2) - 3;
}
