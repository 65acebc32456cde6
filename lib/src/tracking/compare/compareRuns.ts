import { checkKeys, fail } from "../../core/index.js";
import type { RunView } from "../runView.js";
import { RunComparison } from "./runComparison.js";
import { differingParams, metricRows } from "./sideBySide.js";

export interface CompareOptions {
  /** Metrics to show, in this order. Default: those that differ. */
  metrics?: readonly string[];
}

/** Runs side by side: the parameters in which they differ, and their metrics. From 2 to 26 runs. */
export function compareRuns(runs: readonly RunView[], options: CompareOptions = {}): RunComparison {
  const who = "tracking.compareRuns";
  checkKeys(who, options, ["metrics"]);
  if (runs.length < 2 || runs.length > 26) fail(who, "needs 2 to 26 runs", { received: runs.length });
  const rows = metricRows(runs);
  const shown = options.metrics?.map((name) => {
    const row = rows.find((each) => each.name === name);
    return row ?? fail(who, "no run has this metric", { received: name });
  });
  return new RunComparison(runs, { params: differingParams(runs), metrics: rows, shown });
}
