import { pearson, rankCorrelation } from "../core/index.js";
import type { FactorFrame } from "./factorFrame.js";

/** Correlation of factor and forward return over the names of each date. */
export interface IcSeries {
  /** Pearson's correlation per date; `NaN` where it is not defined. */
  readonly ic: Float64Array;
  /** Spearman's correlation per date, average ranks for ties (scipy's `spearmanr`). */
  readonly rankIc: Float64Array;
}

/** IC and rank IC of each date. A date on which either side does not vary has none and is counted as lost. */
export function icSeries(frame: FactorFrame): IcSeries {
  const dates = frame.time.length;
  const width = frame.assets.length;
  const ic = new Float64Array(dates).fill(Number.NaN);
  const rankIc = new Float64Array(dates).fill(Number.NaN);
  for (let i = 0; i < dates; i++) {
    if (frame.names[i] === 0) continue;
    const [start, end] = [i * width, (i + 1) * width];
    rankIc[i] = rankCorrelation(frame.ranks.subarray(start, end), frame.forwardRanks.subarray(start, end));
    if (Number.isNaN(rankIc[i])) frame.lossByDate.no_variance[i] = frame.names[i];
    else ic[i] = pearson(frame.factor.subarray(start, end), frame.forward.subarray(start, end));
  }
  return { ic, rankIc };
}
