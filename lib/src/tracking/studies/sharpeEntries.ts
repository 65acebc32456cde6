import type { SharpeMoments } from "../../risk/index.js";
import { metricOf, type NamedValues } from "../listing/runFacts.js";

/** A strategy of a run that logged the metrics of a backtest. */
export interface SharpeEntry {
  /** What stands before the metrics' names: empty, or e.g. `momentum.`. */
  readonly prefix: string;
  readonly moments: SharpeMoments;
}

/** Every metric `sharpe`, bare or behind a prefix that ends in `.` or `/`, with how many returns it comes from. */
export function sharpeEntries(metrics: NamedValues, periodsPerYear: number): SharpeEntry[] {
  return sharpePrefixes(metrics.names).flatMap((prefix) => {
    const of = (key: string) => metricOf(metrics, `${prefix}${key}`) ?? Number.NaN;
    const sharpe = of("sharpe");
    const sessions = of("sessions");
    const n = Number.isNaN(sessions)
      ? impliedSessions(of("total_return"), of("cagr"), periodsPerYear)
      : sessions;
    if (!Number.isFinite(sharpe) || !Number.isInteger(n) || n < 2) return [];
    const moments = {
      sharpe,
      n,
      skewness: finiteOr0(of("skewness")),
      excessKurtosis: finiteOr0(of("kurtosis")),
      periodsPerYear,
    };
    return [{ prefix, moments }];
  });
}

const prefixes = new WeakMap<readonly string[], readonly string[]>();

/** Runs of the same notebook share their list of names, so that it is searched once. */
function sharpePrefixes(names: readonly string[]): readonly string[] {
  const found = prefixes.get(names) ?? names.flatMap((name) => /^(|.*[./])sharpe$/.exec(name)?.[1] ?? []);
  prefixes.set(names, found);
  return found;
}

/** 1 + CAGR = (1 + total return)^(A / n), so n follows from both. */
function impliedSessions(total: number, cagr: number, periodsPerYear: number): number {
  return Math.round((periodsPerYear * Math.log1p(total)) / Math.log1p(cagr));
}

const finiteOr0 = (value: number): number => (Number.isFinite(value) ? value : 0);
