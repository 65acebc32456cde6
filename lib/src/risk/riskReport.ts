import { type Showable, showsItself, type TimeIndex } from "../core/index.js";
import { type Drawdown, worstDrawdowns } from "./drawdowns.js";
import { drawdownSeries, wealth } from "./episodes.js";
import { riskSheet } from "./face/riskSheet.js";
import { type MonthlyReturn, monthlyReturns } from "./monthly.js";
import { type KpiValues, kpisOf } from "./registry.js";
import type { RiskNumbers } from "./riskNumbers.js";
import type { ReturnSample } from "./sample.js";

/** How bad it can get: key figures, drawdowns and monthly returns as plain data, which show themselves. */
export class RiskReport implements RiskNumbers, Showable {
  readonly name: string;
  readonly returns: Float64Array;
  readonly time: TimeIndex | undefined;
  readonly kpis: KpiValues;
  readonly wealth: Float64Array;
  readonly drawdown: Float64Array;
  readonly drawdowns: readonly Drawdown[];
  readonly monthly: readonly MonthlyReturn[];
  readonly conventions: RiskNumbers["conventions"];

  constructor(sample: ReturnSample) {
    this.name = sample.name;
    this.returns = sample.returns;
    this.time = sample.time;
    this.kpis = kpisOf(sample);
    this.wealth = wealth(sample.returns);
    this.drawdown = drawdownSeries(sample.returns);
    this.drawdowns = worstDrawdowns(sample, 5);
    this.monthly = sample.time ? monthlyReturns(sample.returns, sample.time) : [];
    const { periodsPerYear, riskFree, target } = sample;
    this.conventions = { periodsPerYear, riskFree, target };
  }

  toText(): string {
    return riskSheet(this).toText();
  }

  toHtml(): string {
    return riskSheet(this).toHtml();
  }
}
showsItself(RiskReport);
