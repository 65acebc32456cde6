import { checkInteger, checkNumber, normalQuantile } from "../../core/index.js";

const EULER_MASCHERONI = 0.5772156649015329;

/**
 * Expected largest of `trials` independent standard normal numbers, by the approximation
 * (1 − γ) Φ⁻¹(1 − 1/N) + γ Φ⁻¹(1 − 1/(N e)), γ the Euler–Mascheroni constant (Bailey & López de Prado 2014).
 * 0 for one trial. Times the standard deviation of the trials' Sharpe ratios, it is the best Sharpe ratio to
 * expect from strategies without any skill.
 *
 * @example expectedMaximum(100) // 2.5306
 */
export function expectedMaximum(trials: number): number {
  checkNumber("risk.expectedMaximum", "trials", trials, { min: 1 });
  if (trials === 1) return 0;
  const beyond = (p: number) => -normalQuantile(p);
  return (1 - EULER_MASCHERONI) * beyond(1 / trials) + EULER_MASCHERONI * beyond(1 / (trials * Math.E));
}

/**
 * Years of backtest below which the best of `trials` strategies without skill is expected to reach the Sharpe ratio
 * `sharpe` per year: (E[max] / S)² (Bailey, Borwein, López de Prado & Zhu 2014). Default Sharpe ratio 1.
 *
 * @example minimumBacktestLength(45) // 5.0 years
 */
export function minimumBacktestLength(trials: number, sharpe = 1): number {
  const who = "risk.minimumBacktestLength";
  checkInteger(who, "trials", trials, 1);
  checkNumber(who, "sharpe", sharpe, { min: Number.MIN_VALUE });
  return (expectedMaximum(trials) / sharpe) ** 2;
}
