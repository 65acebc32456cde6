import { rankCorrelation } from "../core/index.js";
import type { FactorFrame } from "./factorFrame.js";

/**
 * Correlation of the factor's ranks with its ranks `period` sessions earlier, over the names that have both
 * (alphalens' `factor_rank_autocorrelation`: ranked within each date first, then Pearson). One value per date;
 * `NaN` for the first `period` dates and where fewer than two names remain. Near 1: the factor is slow, cheap to trade.
 */
export function rankAutocorrelation(frame: FactorFrame, period: number = frame.horizon): Float64Array {
  const width = frame.assets.length;
  const out = new Float64Array(frame.time.length).fill(Number.NaN);
  for (let i = period; i < out.length; i++) {
    if (frame.names[i] === 0 || frame.names[i - period] === 0) continue;
    const here = i * width;
    const then = (i - period) * width;
    out[i] = rankCorrelation(
      frame.ranks.subarray(here, here + width),
      frame.ranks.subarray(then, then + width),
    );
  }
  return out;
}
