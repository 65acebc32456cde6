import { checkInteger, checkKeys, fail, type Showable, showsItself, type TableView } from "../core/index.js";
import type { Sheet } from "../plot/index.js";
import { groupMetrics } from "./breakdown/groupMetrics.js";
import { type Halves, halves } from "./breakdown/halves.js";
import { type HitRate, hitRate } from "./breakdown/hitRate.js";
import { type CalendarPeriod, type PeriodIc, periodIc } from "./breakdown/periodIc.js";
import { type RollingIc, type RollingOptions, rollingIc } from "./breakdown/rollingIc.js";
import { type IcDecay, oneTo } from "./decay/icDecay.js";
import type { Exposure } from "./exposure/exposures.js";
import { summaryTable } from "./face/summaryTable.js";
import { tearSheet } from "./face/tearSheet.js";
import { strongest } from "./face/words.js";
import type { HorizonReport } from "./horizonReport.js";
import { type LongShort, type LongShortOptions, longShort } from "./longShort/longShort.js";
import type { LossReport } from "./lossReport.js";
import { horizonMetrics } from "./metrics.js";
import { type Monotonicity, type MonotonicityOptions, monotonicity } from "./quantiles/monotonicity.js";
import type { Coverage, EvaluatedData, EvaluatedFactor, FactorReportData } from "./reportData.js";
import { ReportParts } from "./reportParts.js";
import type { ReportSource } from "./reportSource.js";

/**
 * How good a factor is: IC, quantile returns, turnover and data loss by horizon. Plain data first
 * (`report.horizon(21).rankIc` is one number per date); shows itself as a tear sheet.
 */
export class FactorReport implements FactorReportData, Showable {
  readonly factor: EvaluatedFactor;
  readonly data: EvaluatedData;
  readonly quantiles: number;
  readonly delay: number;
  readonly delisting: FactorReportData["delisting"];
  readonly horizons: readonly HorizonReport[];
  readonly coverage: Coverage;
  readonly #parts: ReportParts;

  /** Made by `ic.evaluate` and `ic.evaluatePanel`. */
  constructor(content: FactorReportData, source: ReportSource) {
    this.factor = content.factor;
    this.data = content.data;
    this.quantiles = content.quantiles;
    this.delay = content.delay;
    this.delisting = content.delisting;
    this.horizons = content.horizons;
    this.coverage = content.coverage;
    this.#parts = new ReportParts(source, { name: content.factor.name, data: content.data });
  }

  /** Name of the factor. */
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
  loss(sessions: number = this.longest): LossReport {
    return this.horizon(sessions).loss;
  }

  private get longest(): number {
    return this.horizons[this.horizons.length - 1].horizon;
  }

  /** The rank IC by calendar month, quarter or year at a horizon, each with its t and hit rate. Default: the longest. */
  periods(period: CalendarPeriod, sessions: number = this.longest): PeriodIc[] {
    const { time, rankIc, horizon } = this.horizon(sessions);
    return periodIc(time, rankIc, { period, horizon });
  }

  /** The rank IC before and after the middle of its dates, and whether the change is told from chance. */
  halves(sessions: number = this.longest): Halves {
    const { time, rankIc, horizon } = this.horizon(sessions);
    return halves(time, rankIc, horizon);
  }

  /** Trailing mean and IR of the rank IC, by default over 252 dates. */
  rolling({ horizon = this.longest, ...window }: RollingOptions & { horizon?: number } = {}): RollingIc {
    return rollingIc(this.horizon(horizon).rankIc, window);
  }

  /** On how many dates the rank IC is above 0, with tests against a coin. */
  hitRate(sessions: number = this.longest): HitRate {
    const { rankIc, persistence } = this.horizon(sessions);
    return hitRate(rankIc, sessions, persistence);
  }

  /** Do mean returns rise, or fall, with every quantile? The test of Patton & Timmermann (2010). */
  monotonicity({
    horizon = this.longest,
    ...test
  }: MonotonicityOptions & { horizon?: number } = {}): Monotonicity {
    return monotonicity(this.horizon(horizon).quantiles, horizon, test);
  }

  /** Rank IC over 1, 2, … `maxHorizon` sessions and with each single session ahead, with its half-life. */
  decay(options: { maxHorizon?: number } = {}): IcDecay {
    checkKeys("ic.FactorReport.decay", options, ["maxHorizon"]);
    const last = checkInteger("ic.FactorReport.decay", "maxHorizon", options.maxHorizon ?? 21, 1);
    return this.#parts.decay(oneTo(last));
  }

  /**
   * Daily returns before costs of the quantiles and of two long-short portfolios, held for a horizon in overlapping
   * sub-portfolios, with Sharpe ratios, alpha and beta. Any horizon in sessions; default: the longest evaluated. Sharpe
   * ratios are deflated for the trials recorded by now.
   */
  longShort({ horizon = this.longest, market, ...unknown }: LongShortOptions = {}): LongShort {
    const who = "ic.FactorReport.longShort";
    checkKeys(who, unknown, ["horizon", "market"]);
    const held = this.#parts.held(checkInteger(who, "horizon", horizon, 1));
    return longShort(held, { horizon, delay: this.delay, market });
  }

  /** Rank correlation of the factor with size, volatility and momentum. Needs the market, so not for panels. */
  exposures(): readonly Exposure[] {
    return this.#parts.exposures();
  }

  /**
   * The figures by stable names, for every horizon h: `ic_mean_h21`, `ic_std_h21`, `rank_ic_mean_h21`,
   * `rank_ic_std_h21`, `rank_ic_ir_h21`, `rank_ic_t_h21` (Newey–West), `rank_ic_p_h21` (default test),
   * `quantile_spread_h21`, `turnover_top_h21`, `dates_h21`, `observations_h21`; with groups also
   * `rank_ic_neutral_mean_h21` and `rank_ic_neutral_p_h21`.
   */
  metrics(): Record<string, number> {
    return Object.assign(
      {},
      ...this.horizons.flatMap((report) => [horizonMetrics(report), groupMetrics(report)]),
    );
  }

  /** One row per horizon: IC, rank IC with its t, spread, turnover, dates. */
  summary(): TableView {
    return summaryTable(this);
  }

  /**
   * Summary, charts and losses on one sheet; what the report shows in a notebook. `maxHorizon` adds the decay by single
   * sessions up to it, see {@link decay}.
   */
  tearSheet(options: { maxHorizon?: number } = {}): Sheet {
    checkKeys("ic.FactorReport.tearSheet", options, ["maxHorizon"]);
    const { horizon } = strongest(this.horizons);
    return tearSheet(this, {
      longShort: this.longShort({ horizon }),
      monotonicity: this.monotonicity({ horizon }),
      exposures: this.#parts.hasMarket ? this.exposures() : [],
      decay: options.maxHorizon === undefined ? undefined : this.decay(options),
    });
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
