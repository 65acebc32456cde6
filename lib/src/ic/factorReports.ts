import { fail, nearest, type Showable, showsItself, type TableView } from "../core/index.js";
import type { Sheet } from "../plot/index.js";
import type { FactorRanking } from "./compare/factorRanking.js";
import { type RankingOptions, ranking } from "./compare/ranking.js";
import { comparisonSheet } from "./face/comparisonSheet.js";
import { comparisonTable } from "./face/comparisonTable.js";
import type { FactorReport } from "./factorReport.js";
import { type ManyTests, manyTests } from "./manyTests.js";

/** Several factors evaluated on the same data with the same options, in the order they were given. */
export class FactorReports implements Showable, Iterable<FactorReport> {
  constructor(
    /** One report per factor, in the order in which they were asked for. */ readonly reports: readonly FactorReport[],
  ) {}

  /** Number of factors. */
  get length(): number {
    return this.reports.length;
  }

  [Symbol.iterator](): Iterator<FactorReport> {
    return this.reports[Symbol.iterator]();
  }

  /** The report of a factor by its name. */
  of(name: string): FactorReport {
    const found = this.reports.find((report) => report.name === name);
    if (found) return found;
    const names = this.reports.map((report) => report.name);
    const near = nearest(name, names);
    return fail("ic.FactorReports.of", `must be one of ${names.join(", ")}`, {
      received: name,
      fix: near && `did you mean ${near}?`,
    });
  }

  /** Each factor's figures, the factor's name before the stable name: `mom_12_1.rank_ic_mean_h21`. */
  metrics(): Record<string, number> {
    const out: Record<string, number> = {};
    for (const report of this.reports) {
      for (const [key, value] of Object.entries(report.metrics())) out[`${report.name}.${key}`] = value;
    }
    return out;
  }

  /** One row per factor and horizon. */
  summary(): TableView {
    return comparisonTable(this.reports);
  }

  /** Each rank IC with its p-value corrected for all that the run has tried, see {@link manyTests}. */
  manyTests(): ManyTests {
    return manyTests(this.reports);
  }

  /**
   * One row per factor at one horizon: evidence, costs, stability, decay, redundancy; see {@link ranking}. With
   * `maxHorizon` half-lives are fitted to the rank ICs of so many sessions ahead, see `FactorReport.decay`.
   */
  ranking({ maxHorizon, ...options }: RankingOptions & { maxHorizon?: number } = {}): FactorRanking {
    if (maxHorizon === undefined) return ranking(this.reports, options);
    const fitted = this.reports.map((one) => [one.name, one.decay({ maxHorizon }).halfLife]);
    return ranking(this.reports, { halfLife: Object.fromEntries(fitted), ...options });
  }

  /** Table and decay curves of all factors on one sheet. */
  tearSheet(): Sheet {
    return comparisonSheet(this.reports);
  }

  toText(): string {
    return this.summary().toText();
  }

  toHtml(): string {
    return this.tearSheet().toHtml();
  }
}
showsItself(FactorReports);
