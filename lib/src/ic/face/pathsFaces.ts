import { type Column, counted, TableView } from "../../core/index.js";
import { bandChart, type Figure } from "../../plot/index.js";
import type { QuantilePathsData } from "../events/quantilePathsData.js";
import { DEFAULT_TEST } from "../meanInference.js";
import { bp, isDistinguishable, pText, sessions } from "./words.js";

/** What top and bottom quantile did before, and what they do after. */
export function pathsHeadline({ factor, days, spread }: QuantilePathsData): string {
  const last = spread[spread.length - 1];
  const after = days[days.length - 1];
  const doubt = isDistinguishable(last) ? "" : ", not distinguishable from zero";
  const ahead = `${bp(last.mean)} in the ${sessions(after)} after (${pText(last[DEFAULT_TEST].p)})${doubt}`;
  if (days[0] === 0) return `${factor}: top minus bottom quantile ${ahead}`;
  // A price that was lower before, relative to that of the date, has risen since.
  return `${factor}: top minus bottom quantile ${bp(-spread[0].mean)} in the ${sessions(-days[0])} before, ${ahead}`;
}

/** Top minus bottom quantile by day, 0 on the date of the factor, in its 95 % band. */
export function pathsFigure(paths: QuantilePathsData): Figure {
  const { factor, days, spread, dates, demeaned, market, from, to } = paths;
  const points = Array.from(days, (x, k) => {
    const { interval } = spread[k][DEFAULT_TEST];
    const band = x === 0 ? [0, 0] : interval;
    return { x, y: spread[k].mean * 1e4, low: band[0] * 1e4, high: band[1] * 1e4 };
  });
  return bandChart(points, {
    title: pathsHeadline(paths),
    subtitle: `${factor}: price relative to that on the date of the factor, top minus bottom quantile, mean over ${counted(dates, "date")}, band: 95 % interval${demeaned ? "" : ", not demeaned"}`,
    source: `${market || "market in memory"}, ${from} to ${to}`,
    x: { label: "Day", unit: "sessions from the date of the factor" },
    y: { label: "Top minus bottom", unit: "bp" },
    mark: 0,
  });
}

const SHOWN = [-21, -10, -5, -1, 1, 5, 10, 21];

/** One row per quantile and one for top minus bottom, some days in columns. The title is the finding unless another is given. */
export function pathsTable(paths: QuantilePathsData, title: string = pathsHeadline(paths)): TableView {
  const { days, means, spread, quantiles, dates, demeaned } = paths;
  const ends = [days[0], days[days.length - 1]];
  const shown = Array.from(days.keys()).filter((k) => SHOWN.includes(days[k]) || ends.includes(days[k]));
  const columns = shown.map((k): Column => {
    const sign = days[k] > 0 ? "+" : "";
    return { key: `d${k}`, label: `${sign}${days[k]}`.replace("-", "−"), unit: "sessions", format: "bps" };
  });
  const line = (quantile: string, at: (k: number) => number) => ({
    quantile,
    ...Object.fromEntries(shown.map((k) => [`d${k}`, at(k)])),
  });
  const rows = means.map((path, q) => line(String(q + 1), (k) => path[k]));
  return new TableView([...rows, line("top − bottom", (k) => spread[k].mean)], {
    title,
    columns: [{ key: "quantile", unit: `1 lowest, ${quantiles} highest` }, ...columns],
    note: `return from the date of the factor to that day, mean over ${counted(dates, "date")}${demeaned ? ", less the mean of all symbols" : ""}; before costs`,
  });
}
