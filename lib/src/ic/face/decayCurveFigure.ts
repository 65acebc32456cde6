import { decayChart, type Figure } from "../../plot/index.js";
import type { DecayData } from "../decay/decayData.js";
import { fixed, LEVEL, sessions, sourceText } from "./words.js";

/** More points than this cannot be told apart. */
const MOST = 24;

/** The rank IC with each single session further away, and its half-life. */
export function decayCurveFigure(decay: DecayData): Figure {
  const { name, lags, fit } = decay;
  const step = Math.ceil(lags.length / MOST);
  const shown = lags.filter((_, k) => k % step === 0);
  const points = shown.map(({ sessions: horizon, mean, interval: [low, high] }) => ({
    horizon,
    value: mean,
    low,
    high,
  }));
  return decayChart([{ name, points }], {
    title: decayHeadline(decay),
    subtitle: `${name}: mean rank correlation with the return of one session; bars: 95 % interval; the exponential explains ${fixed(fit.r2 * 100, 0)} % of the curve`,
    source: sourceText(decay),
    x: { label: "Lag of the session", unit: "sessions after the entry" },
    y: { label: "Mean rank IC of one session", unit: "correlation" },
  });
}

/** What the curves say in a sentence. A half-life is named only when there is something to decay. */
export function decayHeadline({ name, horizons, lags, fit }: DecayData): string {
  const told = horizons.filter((at) => at.p < LEVEL);
  const longest = horizons[horizons.length - 1].sessions;
  if (told.length === 0) {
    return `${name}: rank IC not distinguishable from zero at any horizon up to ${sessions(longest)}, so there is no half-life`;
  }
  const best = horizons.reduce((a, b) => (b.p < a.p ? b : a), told[0]);
  const peak = `rank IC ${fixed(best.mean, 3)} at ${sessions(best.sessions)}`;
  if (fit.halfLife === Infinity) {
    return `${name}: ${peak}; with single sessions it does not fade within ${sessions(lags.length)}`;
  }
  const halfLife = fixed(fit.halfLife, fit.halfLife < 10 ? 1 : 0);
  return fit.halfLife > lags.length
    ? `${name}: ${peak}; with single sessions it does not halve within ${sessions(lags.length)} (fitted half-life ${halfLife})`
    : `${name}: ${peak}; with single sessions it halves in ${halfLife} sessions`;
}
