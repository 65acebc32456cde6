import { fail, type Showable, showsItself, type TableView } from "../../core/index.js";
import { regressionTable } from "../face/regressionTable.js";
import type { FactorRegressionData, RegressionTerm } from "./regressionData.js";

/** Alpha and betas of a strategy against known factors. Shows itself as a table. */
export class FactorRegression implements FactorRegressionData, Showable {
  readonly name: string;
  readonly terms: readonly RegressionTerm[];
  readonly rSquared: number;
  readonly residuals: Float64Array;
  readonly lags: number;
  readonly periodsPerYear: number;
  readonly riskFree: string | undefined;
  readonly from: string;
  readonly to: string;
  readonly unmatched: number;

  constructor(content: FactorRegressionData) {
    this.name = content.name;
    this.terms = content.terms;
    this.rSquared = content.rSquared;
    this.residuals = content.residuals;
    this.lags = content.lags;
    this.periodsPerYear = content.periodsPerYear;
    this.riskFree = content.riskFree;
    this.from = content.from;
    this.to = content.to;
    this.unmatched = content.unmatched;
  }

  /** Dates used. */
  get dates(): number {
    return this.residuals.length;
  }

  /** Return that the factors do not explain, per year: alpha per period × periods per year, a fraction. */
  get alphaPerYear(): number {
    return this.terms[0].estimate * this.periodsPerYear;
  }

  /** 1 − (1 − R²) (n − 1) / (n − coefficients). */
  get adjustedRSquared(): number {
    return 1 - ((1 - this.rSquared) * (this.dates - 1)) / (this.dates - this.terms.length);
  }

  /** Standard deviation of the residuals per period, n − coefficients degrees of freedom; a fraction. */
  get residualStd(): number {
    const squares = this.residuals.reduce((sum, e) => sum + e * e, 0);
    return Math.sqrt(squares / (this.dates - this.terms.length));
  }

  /** Residual standard deviation × √periods per year, a fraction. */
  get residualStdPerYear(): number {
    return this.residualStd * Math.sqrt(this.periodsPerYear);
  }

  /** Exposure to a factor by its column's name. */
  beta(factor: string): number {
    const found = this.terms.find((term, k) => k > 0 && term.name === factor);
    if (found) return found.estimate;
    const names = this.terms.slice(1).map(({ name }) => name);
    return fail("ic.FactorRegression.beta", `must be one of ${names.join(", ")}`, { received: factor });
  }

  /** One row per coefficient. */
  table(): TableView {
    return regressionTable(this);
  }

  toText(): string {
    return this.table().toText();
  }

  toHtml(): string {
    return this.table().toHtml();
  }
}
showsItself(FactorRegression);
