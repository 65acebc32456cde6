import { counted, formatNumber } from "../../core/index.js";
import type { HorizonReport } from "../horizonReport.js";
import { DEFAULT_TEST, type MeanInference } from "../meanInference.js";
import type { FactorReportData } from "../reportData.js";

/** Two-sided level at which a mean is told from zero. */
export const LEVEL = 0.05;

/** By the default test: cosines, see `meanInference`. */
export function isDistinguishable(inference: MeanInference): boolean {
  return inference[DEFAULT_TEST].p < LEVEL;
}

/** A p-value after a word: `p = 0.012`, `p < 0.001`. */
export function pText(p: number): string {
  return p < 0.001 ? "p < 0.001" : `p = ${fixed(p, p < 0.1 ? 3 : 2)}`;
}

/** A number with fixed decimals and a true minus sign; a dash for a missing one. */
export function fixed(value: number, digits: number): string {
  if (!Number.isFinite(value)) return formatNumber(value);
  return (Object.is(Number(value.toFixed(digits)), -0) ? 0 : value).toFixed(digits).replace(/^-/, "−");
}

export function sessions(n: number): string {
  return counted(n, "session");
}

/** A holding period after "per" or "the next": `session`, `21 sessions`. */
export function period(n: number): string {
  return n === 1 ? "session" : `${n} sessions`;
}

/** Basis points of a fraction, as text. */
export function bp(value: number): string {
  return `${fixed(value * 1e4, Math.abs(value) < 1e-3 ? 1 : 0)} bp`;
}

/** The horizon whose rank IC is furthest from zero by the default test; the shortest when none has a t. */
export function strongest(horizons: readonly HorizonReport[]): HorizonReport {
  let best = horizons[0];
  for (const report of horizons) {
    if (size(report) > size(best)) best = report;
  }
  return best;
}

/** How far the rank IC is from zero: orders by p-value, then by |t|; −1 for none. */
export function size({ inference }: HorizonReport): number {
  const { t, p } = inference[DEFAULT_TEST];
  return Number.isNaN(t) ? -1 : 1 - p + 1e-9 * Math.abs(t);
}

/** Rank IC and its p-value in a few words, and whether it is told from zero: `rank IC 0.031 at 21 sessions (p = 0.02)`. */
export function rankIcText({ horizon, rankIcStats: { mean }, inference }: HorizonReport): string {
  if (Number.isNaN(mean)) return `no rank IC at ${sessions(horizon)} (no date with enough names)`;
  const text = `rank IC ${fixed(mean, 3)} at ${sessions(horizon)} (${pText(inference[DEFAULT_TEST].p)})`;
  return isDistinguishable(inference) ? text : `${text}, not distinguishable from zero`;
}

/** The finding of a report as a sentence. The strongest of several horizons is named as such. */
export function headline({ factor, horizons }: FactorReportData): string {
  const best = strongest(horizons);
  const { t, p } = best.inference[DEFAULT_TEST];
  if (horizons.length === 1) return `${factor.name}: ${rankIcText(best)}`;
  if (Number.isNaN(t)) return `${factor.name}: too few dates to judge its rank IC`;
  if (isDistinguishable(best.inference)) {
    return `${factor.name}: ${rankIcText(best)}, the strongest of ${horizons.length} horizons`;
  }
  return `${factor.name}: rank IC not distinguishable from zero at any of ${horizons.length} horizons (smallest ${pText(p)} at ${sessions(best.horizon)})`;
}

/** Dataset and span, for the source line of a figure. */
export function sourceText({ data }: Pick<FactorReportData, "data">): string {
  const name = data.name || "market in memory";
  return `${name}, ${counted(data.symbols, "symbol")}, ${data.from} to ${data.to}`;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
