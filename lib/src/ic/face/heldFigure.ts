import { type Figure, lineChart } from "../../plot/index.js";
import type { LongShort } from "../longShort/longShort.js";
import type { FactorReportData } from "../reportData.js";
import { fixed, sessions, sourceText } from "./words.js";

/** Points per line: more would make the drawing heavy without showing more. */
const POINTS = 260;

/** Growth of 1 in each quantile with overlapping holding periods, and of top minus bottom. */
export function heldFigure(report: FactorReportData, { held, horizon, delay }: LongShort): Figure {
  const { time, byQuantile, spread } = held;
  const count = report.quantiles;
  const first = Math.max(
    0,
    spread.findIndex((value) => !Number.isNaN(value)),
  );
  const step = Math.max(1, Math.ceil((spread.length - first) / POINTS));
  const rows = rowsOf(first, spread.length, step);
  const instants = rows.map((row) => time.instants[row]);
  const line = (name: string, returnAt: (k: number) => number) => ({
    name,
    time: instants,
    values: growth(rows, first, returnAt),
  });
  const lines = Array.from({ length: count }, (_, q) =>
    line(quantileName(q, count), (k) => byQuantile[k * count + q]),
  );
  const both = line("top − bottom", (k) => spread[k]);
  const end = ({ values }: { values: Float64Array }) => fixed(values[values.length - 1], 2);
  const renewed =
    horizon === 1 ? "rebalanced each session" : `${horizon} sub-portfolios, one renewed each session`;
  return lineChart([...lines, both], {
    title: `Before costs, 1 became ${end(lines[count - 1])} in the top quantile and ${end(lines[0])} in the bottom one; top minus bottom ${end(both)}`,
    subtitle: `${report.factor.name}: equal weights, held ${sessions(horizon)}${delay > 0 ? `, bought ${delay} later` : ""}; ${renewed}${step > 1 ? `; drawn in steps of ${step} sessions` : ""}`,
    source: sourceText(report),
    y: { label: "Growth", unit: "start = 1" },
    reference: 1,
  });
}

/** Every `step`-th row from the first, and the last. */
function rowsOf(first: number, end: number, step: number): number[] {
  const rows: number[] = [];
  for (let row = first; row < end - 1; row += step) rows.push(row);
  rows.push(Math.max(first, end - 1));
  return rows;
}

/** Compounded up to each row; a session without a return earns nothing. */
function growth(rows: readonly number[], first: number, returnAt: (k: number) => number): Float64Array {
  let level = 1;
  let k = first;
  return Float64Array.from(rows, (row) => {
    for (; k <= row; k++) {
      const value = returnAt(k);
      if (!Number.isNaN(value)) level *= 1 + value;
    }
    return level;
  });
}

function quantileName(q: number, of: number): string {
  return q === 0 ? "Q1 (lowest)" : q === of - 1 ? `Q${of} (highest)` : `Q${q + 1}`;
}
