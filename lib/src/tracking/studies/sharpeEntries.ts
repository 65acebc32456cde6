import type { SharpeMoments } from "../../risk/index.js";
import type { RunView } from "../runView.js";

/** A strategy of a run that logged the metrics of a backtest. */
export interface SharpeEntry {
  readonly run: RunView;
  /** What stands before the metrics' names: empty, or e.g. `momentum.`. */
  readonly prefix: string;
  readonly moments: SharpeMoments;
}

/** Every metric `sharpe` of a run, bare or behind a prefix that ends in `.` or `/`, with how many returns it comes from. */
export function sharpeEntries(run: RunView, periodsPerYear: number): SharpeEntry[] {
  const { metrics } = run;
  return Object.keys(metrics).flatMap((name) => {
    const prefix = /^(|.*[./])sharpe$/.exec(name)?.[1];
    if (prefix === undefined) return [];
    const of = (key: string): number | undefined => metrics[`${prefix}${key}`];
    const n = of("sessions") ?? impliedSessions(of("total_return"), of("cagr"), periodsPerYear);
    const sharpe = metrics[name];
    if (!Number.isFinite(sharpe) || !Number.isInteger(n) || n < 2) return [];
    const moments = {
      sharpe,
      n,
      skewness: finiteOr0(of("skewness")),
      excessKurtosis: finiteOr0(of("kurtosis")),
      periodsPerYear,
    };
    return [{ run, prefix, moments }];
  });
}

/** 1 + CAGR = (1 + total return)^(A / n), so n follows from both. */
function impliedSessions(total = Number.NaN, cagr = Number.NaN, periodsPerYear: number): number {
  return Math.round((periodsPerYear * Math.log1p(total)) / Math.log1p(cagr));
}

const finiteOr0 = (value: number | undefined): number => (Number.isFinite(value) ? (value as number) : 0);
