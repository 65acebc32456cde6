import { type Cell, type Column, counted, TableView } from "../../core/index.js";
import { LOSS_LABEL, LOSS_REASONS, LOSS_STEP } from "../lossReason.js";
import type { FactorReportData } from "../reportData.js";

/** Mean forward return by quantile, in basis points, one row per horizon. */
export function quantileTable({ horizons, quantiles }: FactorReportData): TableView {
  const columns: Column[] = Array.from({ length: quantiles }, (_, q) => ({
    key: `q${q + 1}`,
    label: q === 0 ? "Q1 (lowest)" : q === quantiles - 1 ? `Q${quantiles} (highest)` : `Q${q + 1}`,
    format: "bps",
  }));
  const rows = horizons.map((report) => {
    const row: Record<string, Cell> = { horizon: report.horizon };
    report.quantiles.means.forEach((value, q) => {
      row[`q${q + 1}`] = value;
    });
    row.spread = report.quantiles.spreadStats.mean;
    row.t = report.quantiles.spreadStats.t;
    return row;
  });
  return new TableView(rows, {
    title: "Mean forward return by factor quantile, per horizon",
    columns: [
      { key: "horizon", unit: "sessions", format: "integer" },
      ...columns,
      { key: "spread", label: "top − bottom", format: "bps" },
      { key: "t", unit: "Newey–West", format: "ratio" },
    ],
    note: "mean over dates of equal-weighted daily means, not demeaned, before costs",
  });
}

/** How much of the factor changes within each horizon. */
export function turnoverTable({ horizons }: FactorReportData): TableView {
  const rows = horizons.map(({ horizon, turnover, autocorrelationMean }) => ({
    horizon,
    bottom: turnover.means[0],
    top: turnover.means[turnover.means.length - 1],
    both: (turnover.means[0] + turnover.means[turnover.means.length - 1]) / 2,
    autocorrelation: autocorrelationMean,
  }));
  return new TableView(rows, {
    title: "How fast the factor changes",
    columns: [
      { key: "horizon", unit: "sessions", format: "integer" },
      { key: "bottom", label: "turnover bottom", unit: "names replaced", format: "percent" },
      { key: "top", label: "turnover top", unit: "names replaced", format: "percent" },
      { key: "both", label: "top − bottom", unit: "names replaced", format: "percent" },
      { key: "autocorrelation", label: "rank autocorrelation", unit: "mean over dates", format: "ratio" },
    ],
    note: "names of the quantile that were not in it one horizon earlier, mean over dates",
  });
}

/** Which observations fell and why, one column per horizon. */
export function lossTable({ horizons }: FactorReportData): TableView {
  const key = (horizon: number) => `h${horizon}`;
  const line = (step: string, why: string, count: (i: number) => number): Record<string, Cell> => {
    const row: Record<string, Cell> = { step, why };
    horizons.forEach((report, i) => {
      row[key(report.horizon)] = count(i);
    });
    return row;
  };
  const lost = LOSS_REASONS.filter((reason) => horizons.some((report) => report.loss.lost(reason) > 0));
  const rows = [
    line("grid", "dates × symbols", (i) => horizons[i].loss.cells),
    ...lost.map((reason) =>
      line(LOSS_STEP[reason], LOSS_LABEL[reason], (i) => -horizons[i].loss.lost(reason)),
    ),
    line("used", "", (i) => horizons[i].loss.kept),
  ];
  const tied = Math.max(...horizons.map((report) => report.loss.tiedDates.length));
  return new TableView(rows, {
    title: "Where observations were lost",
    columns: [
      { key: "step" },
      { key: "why" },
      ...horizons.map(
        ({ horizon }): Column => ({
          key: key(horizon),
          label: `horizon ${horizon}`,
          unit: "observations",
          format: "integer",
        }),
      ),
    ],
    note:
      tied > 0
        ? `on up to ${counted(tied, "date")} quantile edges coincide: these have an IC but no quantiles`
        : undefined,
  });
}
