import type { FactorFrame } from "../factorFrame.js";

/** Returns of the factor as a portfolio, one per date, each over the horizon of the frame. Consecutive ones overlap. */
export interface FactorReturns {
  /** Weights proportional to the factor less its mean, gross 1 (alphalens' `factor_returns`). */
  readonly weighted: Float64Array;
  /** Equal-weighted mean of all names: the market of alphalens' `factor_alpha_beta`. */
  readonly market: Float64Array;
}

/** Forward returns of the demeaned factor portfolio and of its universe; `NaN` on dates without a varying factor. */
export function factorReturns({ factor, forward, names, assets }: FactorFrame): FactorReturns {
  const width = assets.length;
  const weighted = new Float64Array(names.length).fill(Number.NaN);
  const market = new Float64Array(names.length).fill(Number.NaN);
  for (let i = 0; i < names.length; i++) {
    if (names[i] === 0) continue;
    let sumX = 0;
    let sumY = 0;
    for (let at = i * width; at < (i + 1) * width; at++) {
      if (Number.isNaN(factor[at])) continue;
      sumX += factor[at];
      sumY += forward[at];
    }
    const center = sumX / names[i];
    let gross = 0;
    let earned = 0;
    for (let at = i * width; at < (i + 1) * width; at++) {
      if (Number.isNaN(factor[at])) continue;
      gross += Math.abs(factor[at] - center);
      earned += (factor[at] - center) * forward[at];
    }
    market[i] = sumY / names[i];
    if (gross > 0) weighted[i] = earned / gross;
  }
  return { weighted, market };
}
