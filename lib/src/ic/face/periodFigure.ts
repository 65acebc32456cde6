import { barChart, type Figure } from "../../plot/index.js";
import { halves } from "../breakdown/halves.js";
import { type CalendarPeriod, type PeriodIc, periodIc } from "../breakdown/periodIc.js";
import type { HorizonReport } from "../horizonReport.js";
import type { FactorReportData } from "../reportData.js";
import { fixed, LEVEL, pText, sessions, sourceText } from "./words.js";

/** More bars cannot be read. */
const MOST = 24;
/** Dates, and horizons, that a period needs for an interval: that of fewer is wider than the chart, or claims too much. */
const LEAST_DATES = 15;
const LEAST_HORIZONS = 3;

/** Mean rank IC by year at one horizon; by quarter or month where there are fewer than three years. */
export function periodFigure(report: FactorReportData, at: HorizonReport): Figure | undefined {
  const found = periodsOf(at);
  if (!found) return undefined;
  const { period, periods } = found;
  const bars = periods.map(({ period: name, mean, interval: [low, high], dates }) => ({
    name,
    value: mean,
    ...(dates >= Math.max(LEAST_DATES, LEAST_HORIZONS * at.horizon) ? { low, high } : {}),
  }));
  return barChart(bars, {
    title: title(report, at),
    subtitle: `${report.factor.name}: mean rank IC at ${sessions(at.horizon)} by the date of the factor, ${yearsText(periods, period)}; bars: 95 % interval where a ${period} holds ${LEAST_DATES} dates and ${LEAST_HORIZONS} horizons`,
    source: sourceText(report),
    x: { label: "Date of the factor", unit: period },
    y: { label: "Mean rank IC", unit: "correlation" },
  });
}

function periodsOf(at: HorizonReport): { period: CalendarPeriod; periods: PeriodIc[] } | undefined {
  for (const period of ["year", "quarter", "month"] as const) {
    const periods = periodIc(at.time, at.rankIc, { period, horizon: at.horizon });
    if (periods.length > 2) return { period, periods: periods.slice(-MOST) };
  }
  return undefined;
}

/** Whether the second half of the dates differs from the first. */
function title(report: FactorReportData, { time, rankIc, horizon }: HorizonReport): string {
  const { before, after, split, p } = halves(time, rankIc, horizon);
  const change = `from ${fixed(before, 3)} before ${split} to ${fixed(after, 3)} after`;
  if (p < LEVEL)
    return `Rank IC of ${report.factor.name} ${after < before ? "fell" : "rose"} ${change} (${pText(p)})`;
  return `No lasting change of the rank IC is told from chance: ${change} (${pText(p)})`;
}

function yearsText(periods: readonly PeriodIc[], period: CalendarPeriod): string {
  const positive = periods.filter(({ mean }) => mean > 0).length;
  return `positive in ${positive} of ${periods.length} ${period}s`;
}
