import { checkKeys, checkNumber, checkOneOf, counted, fail } from "../../core/index.js";
import { FactorReports } from "../factorReports.js";
import type { HorizonReport } from "../horizonReport.js";
import { DEFAULT_TEST } from "../meanInference.js";
import type { FactorCorrelation } from "./factorCorrelation.js";
import type { DroppedFactor } from "./prunedData.js";
import { PrunedFactors } from "./prunedFactors.js";

const SCORES = ["rankIcir", "rankIc", "t"] as const;
export type PruneScore = (typeof SCORES)[number];

export interface PruneOptions {
  /**
   * Which of two alike factors is the better one, the larger: `rankIcir` (default) |mean / std| of the rank IC,
   * `rankIc` |mean|, `t` |t| of the default test. For reports only; given scores are compared as they are.
   */
  score?: PruneScore;
  /** Horizon of the score in sessions. Default: the longest evaluated. For reports only. */
  horizon?: number;
  /** A factor whose |ρ| with a better one is above this is dropped. Default 0.9. */
  drop?: number;
  /** Kept pairs whose |ρ| is above this are reported. Default 0.85. */
  report?: number;
}

/**
 * Leave out factors that repeat a better one: in the order of their scores, best first, a factor is kept unless its
 * |ρ| with one that is kept already is above `drop`. The result says for which one each was dropped.
 *
 * Choosing by scores of the same data that the survivors are judged on favours luck: the number of tests stays that of
 * all factors.
 *
 * @param correlation what `ic.correlation` found
 * @param scores the evaluation of the same factors, or a score per factor; factors without a score come last
 * @example ic.prune(alike, reports).kept
 */
export function prune(
  correlation: FactorCorrelation,
  scores: FactorReports | Readonly<Record<string, number>>,
  options: PruneOptions = {},
): PrunedFactors {
  const who = "ic.prune";
  checkKeys(who, options, ["score", "horizon", "drop", "report"]);
  const { drop = 0.9, report = 0.85 } = options;
  checkNumber(who, "drop", drop, { min: 0, max: 1 });
  checkNumber(who, "report", report, { min: 0, max: drop, fix: "what is above drop is gone" });
  const { scoreOf, label } = scorer(who, scores, options);
  const ranked = correlation.names
    .map((name) => ({ name, score: scoreOf(name) }))
    .sort((a, b) => order(b.score) - order(a.score));
  const kept: string[] = [];
  const dropped: DroppedFactor[] = [];
  for (const { name, score } of ranked) {
    const { better, rho } = mostAlike(correlation, name, kept);
    if (Math.abs(rho) > drop)
      dropped.push({ factor: name, for: better, rho, score, better: scoreOf(better) });
    else kept.push(name);
  }
  const isKept = new Set(kept);
  const close = correlation
    .pairs(report)
    .filter(({ a, b, rho }) => Math.abs(rho) > report && isKept.has(a) && isKept.has(b));
  return new PrunedFactors({ kept, dropped, close, drop, report, score: label });
}

function order(score: number): number {
  return Number.isNaN(score) ? -Infinity : score;
}

function mostAlike(correlation: FactorCorrelation, name: string, kept: readonly string[]) {
  let better = "";
  let rho = 0;
  for (const other of kept) {
    const found = correlation.rho(name, other);
    if (Math.abs(found) > Math.abs(rho)) {
      better = other;
      rho = found;
    }
  }
  return { better, rho };
}

const MEASURE: Record<PruneScore, { label: string; of: (at: HorizonReport) => number }> = {
  rankIcir: { label: "|ICIR| of the rank IC", of: ({ rankIcStats }) => Math.abs(rankIcStats.ir) },
  rankIc: { label: "|mean rank IC|", of: ({ rankIcStats }) => Math.abs(rankIcStats.mean) },
  t: { label: "|t| of the rank IC", of: ({ inference }) => Math.abs(inference[DEFAULT_TEST].t) },
};

function scorer(
  who: string,
  scores: FactorReports | Readonly<Record<string, number>>,
  { score: chosen, horizon }: PruneOptions,
): { scoreOf: (name: string) => number; label: string } {
  if (scores instanceof FactorReports) {
    const score = checkOneOf(who, "score", chosen ?? "rankIcir", SCORES);
    const { of, label } = MEASURE[score];
    const at = (name: string): HorizonReport => {
      const report = scores.of(name);
      return report.horizon(horizon ?? report.horizons[report.horizons.length - 1].horizon);
    };
    const sessions = horizon ?? scores.reports[0].horizons[scores.reports[0].horizons.length - 1].horizon;
    return { scoreOf: (name) => of(at(name)), label: `${label} at ${counted(sessions, "session")}` };
  }
  if (chosen !== undefined || horizon !== undefined) {
    fail(who, "score and horizon belong to reports; given scores are taken as they are", {
      received: chosen ?? horizon,
    });
  }
  return { scoreOf: (name) => scores[name] ?? Number.NaN, label: "given score" };
}
