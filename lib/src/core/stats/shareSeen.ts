/** How a series persists beyond its overlap. */
export interface Persistence {
  /** Values from one lag to the next. */
  readonly step: number;
  /** Autocorrelations of what is new in a value at lags 0, `step`, 2 `step`, …, each over all values (biased). */
  readonly autocorrelations: Float64Array;
}

/**
 * Share of the long-run variance that the first cosines of `n` values see, of moving sums of `overlap` independent
 * shocks: the mean of Fejér's kernel over their frequencies π j / n.
 */
export function overlapSeen(n: number, cosines: number, overlap: number): number {
  if (overlap === 1) return 1;
  let total = 0;
  for (let j = 1; j <= cosines; j++) {
    const half = (Math.PI * j) / (2 * n);
    total += (Math.sin(overlap * half) / (overlap * Math.sin(half))) ** 2;
  }
  return total / cosines;
}

/** The same of a persistent series: its mean spectrum there over that at 0, at most 1; 1 without autocorrelations. */
export function persistenceSeen(n: number, cosines: number, persistence: Persistence): number {
  let total = 0;
  for (let j = 1; j <= cosines; j++) {
    total += spectrum(persistence, Math.min(Math.PI, (Math.PI * j * persistence.step) / n));
  }
  const seen = total / cosines;
  const atZero = spectrum(persistence, 0);
  return seen < atZero ? seen / atZero : 1;
}

/** At an angle per step. */
function spectrum({ autocorrelations }: Persistence, angle: number): number {
  let total = autocorrelations.length > 0 ? autocorrelations[0] : 0;
  for (let lag = 1; lag < autocorrelations.length; lag++) {
    total += 2 * autocorrelations[lag] * Math.cos(angle * lag);
  }
  return total;
}
