import { fail, type Showable, showsItself, type TableView } from "../core/index.js";
import type { Sheet } from "../plot/index.js";
import { summaryTable } from "./face/summaryTable.js";
import { tearSheet } from "./face/tearSheet.js";
import type { HorizonReport } from "./horizonReport.js";
import type { LossReport } from "./lossReport.js";
import { horizonMetrics } from "./metrics.js";
import type { Coverage, EvaluatedData, EvaluatedFactor, FactorReportData } from "./reportData.js";

/**
 * How good a factor is: IC, quantile returns, turnover and data loss by horizon. Plain data first
 * (`report.horizon(21).rankIc` is one number per date); shows itself as a tear sheet.
 */
export class FactorReport implements FactorReportData, Showable {
  readonly factor: EvaluatedFactor;
  readonly data: EvaluatedData;
  readonly quantiles: number;
  readonly delay: number;
  readonly horizons: readonly HorizonReport[];
  readonly coverage: Coverage;

  constructor(content: FactorReportData) {
    this.factor = content.factor;
    this.data = content.data;
    this.quantiles = content.quantiles;
    this.delay = content.delay;
    this.horizons = content.horizons;
    this.coverage = content.coverage;
  }

  get name(): string {
    return this.factor.name;
  }

  /** The report at a horizon in sessions; one that was not evaluated is an error. */
  horizon(sessions: number): HorizonReport {
    const found = this.horizons.find((report) => report.horizon === sessions);
    if (found) return found;
    const known = this.horizons.map((report) => report.horizon).join(", ");
    return fail("ic.FactorReport.horizon", `must be one of the evaluated horizons ${known}`, {
      received: sessions,
      fix: "add it to horizons",
    });
  }

  /** Which observations fell at which step and why, at a horizon. Default: the longest. */
  loss(sessions: number = this.horizons[this.horizons.length - 1].horizon): LossReport {
    return this.horizon(sessions).loss;
  }

  /**
   * The figures by stable names, for every horizon h: `ic_mean_h21`, `ic_std_h21`, `rank_ic_mean_h21`,
   * `rank_ic_std_h21`, `rank_ic_ir_h21`, `rank_ic_t_h21` (Newey–West), `rank_ic_p_h21` (default test), `quantile_spread_h21`, `turnover_top_h21`,
   * `dates_h21`, `observations_h21`.
   */
  metrics(): Record<string, number> {
    return Object.assign({}, ...this.horizons.map(horizonMetrics));
  }

  /** One row per horizon: IC, rank IC with its t, spread, turnover, dates. */
  summary(): TableView {
    return summaryTable(this);
  }

  /** Summary, charts and losses on one sheet; what the report shows in a notebook. */
  tearSheet(): Sheet {
    return tearSheet(this);
  }

  /** Compact: the summary table, without the charts. */
  toText(): string {
    return this.summary().toText();
  }

  toHtml(): string {
    return this.tearSheet().toHtml();
  }
}
showsItself(FactorReport);
