import { RiskReport } from "./riskReport.js";
import { type ReturnsLike, type RiskOptions, sampleOf } from "./sample.js";

/**
 * Key figures, drawdowns and monthly returns of a backtest or of any returns.
 *
 * @param returns a backtest, an object with `returns` and `time`, or bare simple returns per period (fractions,
 *   `NaN` missing). Bare returns have no dates: drawdown dates and months are then missing.
 * @throws when an option is unknown or not finite, a return is infinite, or lengths differ
 */
export function report(returns: Float64Array | ReturnsLike, options: RiskOptions = {}): RiskReport {
  return new RiskReport(sampleOf("risk.report", returns, options));
}
