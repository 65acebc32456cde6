import { barChart, decayChart, type Figure, icChart, lineChart } from "../../plot/index.js";
import { hitRate } from "../breakdown/hitRate.js";
import type { HorizonReport } from "../horizonReport.js";
import { DEFAULT_TEST } from "../meanInference.js";
import type { Monotonicity } from "../quantiles/monotonicity.js";
import type { FactorReportData } from "../reportData.js";
import {
  bp,
  capitalised,
  fixed,
  isDistinguishable,
  LEVEL,
  period,
  pText,
  rankIcText,
  sessions,
  sourceText,
} from "./words.js";

/** Rank IC of each date at one horizon with its trailing mean. */
export function icFigure(report: FactorReportData, at: HorizonReport): Figure {
  const window = Math.max(2, Math.min(63, Math.floor(at.dates / 4)));
  return icChart(
    { name: report.factor.name, time: at.time, values: at.rankIc },
    {
      title: capitalised(rankIcText(at)),
      subtitle: `${report.factor.name}: rank correlation of the factor with the return over the next ${period(at.horizon)}, each date; positive on ${hitText(at)}`,
      source: sourceText(report),
      window,
    },
  );
}

function hitText({ rankIc, horizon, persistence }: HorizonReport): string {
  const { rate, inference } = hitRate(rankIc, horizon, persistence);
  return `${fixed(rate * 100, 0)} % of dates (against a coin ${pText(inference[DEFAULT_TEST].p)})`;
}

/** Mean rank IC by horizon with 95 % intervals of the default test. */
export function decayFigure(report: FactorReportData): Figure {
  const points = report.horizons.map(({ horizon, inference }) => ({
    horizon,
    value: inference.mean,
    low: inference[DEFAULT_TEST].interval[0],
    high: inference[DEFAULT_TEST].interval[1],
  }));
  return decayChart([{ name: report.factor.name, points }], {
    title: decayTitle(report.horizons),
    subtitle: `${report.factor.name}: mean rank IC by horizon, bars: 95 % interval (cosines)`,
    source: sourceText(report),
  });
}

function decayTitle(horizons: readonly HorizonReport[]): string {
  const told = horizons.filter((h) => isDistinguishable(h.inference));
  if (told.length === 0) return "At no horizon is the rank IC distinguishable from zero";
  const where = told.length === horizons.length ? "every horizon" : told.map((h) => h.horizon).join(", ");
  const first = horizons[0];
  const last = horizons[horizons.length - 1];
  const text = (h: HorizonReport) => fixed(h.rankIcStats.mean, 3);
  return `Rank IC ${text(first)} at ${sessions(first.horizon)}, ${text(last)} at ${last.horizon}; p < ${LEVEL} at ${where}`;
}

/** Mean forward return by quantile at one horizon, in basis points. */
export function quantileFigure(
  report: FactorReportData,
  at: HorizonReport,
  monotonicity: Monotonicity,
): Figure {
  const { means, errors, count, spreadStats, spreadInference } = at.quantiles;
  const bars = Array.from(means, (value, q) => ({
    name: String(q + 1),
    value: value * 1e4,
    low: (value - 1.96 * errors[q]) * 1e4,
    high: (value + 1.96 * errors[q]) * 1e4,
  }));
  // Bars of overlapping returns would claim a precision that is not there.
  const shown = at.horizon === 1 ? bars : bars.map(({ name, value }) => ({ name, value }));
  const doubt = isDistinguishable(spreadInference) ? "" : ", not distinguishable from zero";
  return barChart(shown, {
    title: `Top minus bottom quantile: ${bp(spreadStats.mean)} per ${period(at.horizon)} (${pText(spreadInference[DEFAULT_TEST].p)})${doubt}`,
    subtitle: `${report.factor.name}: mean forward return by quantile, mean over dates, equal weights, before costs; ${stepsText(monotonicity)}`,
    source: sourceText(report),
    x: { label: "Quantile", unit: `1 = lowest factor values, ${count} = highest` },
    y: { label: `Mean return over ${sessions(at.horizon)}`, unit: "bp" },
  });
}

function stepsText({ rising, falling, steps }: Monotonicity): string {
  const test = rising.p <= falling.p ? rising : falling;
  if (Number.isNaN(test.p)) return "too few dates to test the steps";
  const [told, way] = [test.p < LEVEL, test === rising ? "rises" : "falls"];
  const text = `(Patton–Timmermann ${pText(test.p)})`;
  return told
    ? `${way} with every one of ${steps.length} steps ${text}`
    : `not shown to be monotonic ${text}`;
}

/** Symbols with a price and with a factor value over time. */
export function coverageFigure(report: FactorReportData): Figure {
  const { time, trading, covered } = report.coverage;
  const first = covered.findIndex((n) => n > 0);
  const total = (counts: Int32Array) => counts.subarray(first).reduce((a, b) => a + b, 0);
  const share = fixed((total(covered) / total(trading)) * 100, 1);
  return lineChart(
    [
      { name: "with a price", time, values: trading },
      { name: "with a factor value", time, values: covered },
    ],
    {
      title:
        first < 0
          ? "The factor has no value on any date"
          : `From ${time.label(first)} on, the factor has a value for ${share} % of the symbols that trade`,
      subtitle: `${report.factor.name}: symbols per date`,
      source: sourceText(report),
      y: { label: "Symbols", unit: "count", format: "integer" },
    },
  );
}
