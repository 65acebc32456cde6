import { formatNumber } from "../../core/index.js";
import type { HorizonReport } from "../horizonReport.js";
import type { FactorReportData } from "../reportData.js";

/** |t| below which a mean is not told from zero (about 5 %, two-sided). */
export const T_THRESHOLD = 2;

export function isDistinguishable(t: number): boolean {
  return Math.abs(t) >= T_THRESHOLD;
}

/** A number with fixed decimals and a true minus sign; a dash for a missing one. */
export function fixed(value: number, digits: number): string {
  if (!Number.isFinite(value)) return formatNumber(value);
  return (Object.is(Number(value.toFixed(digits)), -0) ? 0 : value).toFixed(digits).replace(/^-/, "−");
}

export function sessions(n: number): string {
  return n === 1 ? "1 session" : `${n} sessions`;
}

/** A holding period after "per" or "the next": `session`, `21 sessions`. */
export function period(n: number): string {
  return n === 1 ? "session" : `${n} sessions`;
}

/** Basis points of a fraction, as text. */
export function bp(value: number): string {
  return `${fixed(value * 1e4, Math.abs(value) < 1e-3 ? 1 : 0)} bp`;
}

/** The horizon whose rank IC is furthest from zero in standard errors; the shortest when none has a t. */
export function strongest(horizons: readonly HorizonReport[]): HorizonReport {
  let best = horizons[0];
  for (const report of horizons) {
    if (size(report) > size(best)) best = report;
  }
  return best;
}

function size({ rankIcStats }: HorizonReport): number {
  return Number.isNaN(rankIcStats.t) ? -1 : Math.abs(rankIcStats.t);
}

/** Rank IC and its t in a few words, and whether it is told from zero: `rank IC 0.031 at 21 sessions (t = 2.4)`. */
export function rankIcText({ horizon, rankIcStats: { mean, t } }: HorizonReport): string {
  if (Number.isNaN(mean)) return `no rank IC at ${sessions(horizon)} (no date with enough names)`;
  const text = `rank IC ${fixed(mean, 3)} at ${sessions(horizon)} (t = ${fixed(t, 1)})`;
  return isDistinguishable(t) ? text : `${text}, not distinguishable from zero`;
}

/** The finding of a report as a sentence. The strongest of several horizons is named as such. */
export function headline({ factor, horizons }: FactorReportData): string {
  const best = strongest(horizons);
  const { t } = best.rankIcStats;
  if (horizons.length === 1) return `${factor.name}: ${rankIcText(best)}`;
  if (Number.isNaN(t)) return `${factor.name}: too few dates to judge its rank IC`;
  if (isDistinguishable(t)) {
    return `${factor.name}: ${rankIcText(best)}, the strongest of ${horizons.length} horizons`;
  }
  return `${factor.name}: rank IC not distinguishable from zero at any of ${horizons.length} horizons (largest |t| = ${fixed(Math.abs(t), 1)} at ${sessions(best.horizon)})`;
}

/** Dataset and span, for the source line of a figure. */
export function sourceText({ data }: FactorReportData): string {
  const name = data.name || "market in memory";
  return `${name}, ${data.symbols} symbols, ${data.from} to ${data.to}`;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
