/** One drawdown: wealth falls below a peak until it is back at that peak. Rows count returns from 0. */
export interface Episode {
  /** Row of the peak; -1 when it is the base of 1 before the first return. */
  readonly peak: number;
  /** Row of the lowest wealth. */
  readonly trough: number;
  /** First row at or above the peak again; -1 while the drawdown is open. */
  readonly recovery: number;
  /** Wealth at the trough over wealth at the peak, less one: a negative fraction. */
  readonly depth: number;
}

/** Wealth after each return, from 1 before the first; a missing return leaves it unchanged. */
export function wealth(returns: Float64Array): Float64Array {
  const out = new Float64Array(returns.length);
  let value = 1;
  for (let i = 0; i < returns.length; i++) {
    if (!Number.isNaN(returns[i])) value *= 1 + returns[i];
    out[i] = value;
  }
  return out;
}

/**
 * Drawdown after each return: wealth over its running peak, less one (0 at a peak, negative below it).
 * The base of 1 before the first return counts as a peak, as in empyrical; a missing return counts as 0.
 */
export function drawdownSeries(returns: Float64Array): Float64Array {
  const out = wealth(returns);
  let peak = 1;
  for (let i = 0; i < out.length; i++) {
    if (out[i] > peak) peak = out[i];
    out[i] = (out[i] - peak) / peak;
  }
  return out;
}

/** All drawdowns in order of time; they do not overlap, and the last one may be open. */
export function drawdownEpisodes(returns: Float64Array): Episode[] {
  const depth = drawdownSeries(returns);
  const episodes: Episode[] = [];
  let peak = -1;
  for (let i = 0; i < depth.length; i++) {
    if (!(depth[i] < 0)) {
      peak = i;
      continue;
    }
    let trough = i;
    while (i < depth.length && depth[i] < 0) {
      if (depth[i] < depth[trough]) trough = i;
      i++;
    }
    const recovery = i < depth.length ? i : -1;
    episodes.push({ peak, trough, recovery, depth: depth[trough] });
    peak = i;
  }
  return episodes;
}

/** The deepest drawdown, the earliest of equally deep ones; `undefined` when wealth never fell. */
export function deepest(episodes: readonly Episode[]): Episode | undefined {
  let worst: Episode | undefined;
  for (const episode of episodes) if (!worst || episode.depth < worst.depth) worst = episode;
  return worst;
}
