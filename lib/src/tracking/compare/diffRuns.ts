import type { RunView } from "../runView.js";
import { cellDiff } from "./cellDiff.js";
import { runCells } from "./runCells.js";
import { RunDiff } from "./runDiff.js";
import { type Sameness, sameCode, sameData, sameEnvironment, sameMetrics } from "./sameness.js";
import { differingParams, metricRows } from "./sideBySide.js";

/** What differs between two runs: parameters, code, data, environment, the notebook cell by cell, metrics. */
export function diffRuns(a: RunView, b: RunView): RunDiff {
  const params = differingParams([a, b]);
  const [cellsA, cellsB] = [runCells(a), runCells(b)];
  const cells = cellsA && cellsB ? cellDiff(cellsA, cellsB) : undefined;
  const same: Record<string, Sameness> = {
    parameters: params.length === 0 ? "same" : "different",
    code: sameCode(a.record, b.record),
    data: sameData(a.record, b.record),
    environment: sameEnvironment(a.record, b.record),
    notebook: cells ? (cells.length === 0 ? "same" : "different") : "unknown",
    metrics: sameMetrics(a.record, b.record),
  };
  return new RunDiff(a, b, {
    same: same as RunDiff["same"],
    params,
    cells: cells ?? [],
    metrics: metricRows([a, b]).filter((row) => !row.same),
  });
}
