import { copyFileSync, mkdirSync } from "node:fs";
import { join, relative } from "node:path";
import { counted, projectRoot } from "../core/index.js";
import {
  exitCodeOf,
  givenParameters,
  prepareNotebook,
  RunCache,
  RunPlan,
  type Timeouts,
  type TrackedRun,
  timeoutsOfSeconds,
  trackedRun,
} from "../notebook/index.js";
import type { Context } from "./context.js";
import { runProgress } from "./progress.js";
import type { SweepFlags } from "./sweeping.js";

/** The options of `assay run`. */
export interface RunFlags extends SweepFlags {
  p?: Record<string, string>;
  params?: string;
  cellTimeout?: number;
  timeout?: number;
  outputLimit?: number;
  inPlace?: boolean;
  study?: string;
  watch?: boolean;
  grid?: boolean;
  set?: Record<string, string>;
  resume?: string | true;
  help?: boolean;
}

/** Execute one notebook and print what became of it, or what would be executed. */
export async function runOnce(
  { output, exit }: Context,
  notebook: string,
  { signal, ...options }: RunFlags & { signal: AbortSignal },
): Promise<void> {
  const root = projectRoot();
  const { values: params, origins } = givenParameters({ flags: options.p, file: options.params });
  const cache = options.cache && !options.inPlace && !options.study ? new RunCache(root) : undefined;
  if (options.dryRun) {
    const plan = new RunPlan(await prepareNotebook({ notebook, root, params, origins }), { origins, cache });
    return output.result(plan, plan);
  }
  const { inPlace, study, outputLimit } = options;
  const result = await trackedRun({
    ...{ notebook, root, params, origins, inPlace, study, cache, signal, outputLimit },
    timeouts: timeoutsOf(options),
    onStart: ({ runId }) => output.message(`run ${runId}`),
    onEvent: runProgress(notebook),
  });
  if (result.cached) output.message(`cached: ${result.record.run_id} (--no-cache executes again)`);
  exit(exitCodeOf(result));
  output.result(summary(root, result), result.record);
  publishReport(root, result);
}

export function timeoutsOf({ timeout, cellTimeout }: RunFlags): Timeouts {
  return timeoutsOfSeconds({ cell: cellTimeout, run: timeout });
}

/** The newest report of each notebook has one stable place, beside the copy that stays with its run. */
export function publishReport(root: string, { record, report }: TrackedRun): string {
  const place = join(root, "output", `${record.name}.html`);
  mkdirSync(join(root, "output"), { recursive: true });
  copyFileSync(report, place);
  return place;
}

function summary(root: string, { status, record, report, notebook, cached }: TrackedRun): string {
  const { error } = record;
  const where = error?.cell == null ? "" : ` in cell ${Number(error.cell) + 1}`;
  return [
    `${status}${cached ? " earlier, with the same inputs" : ""}${error ? `${where}: ${error.name}: ${error.message}` : ""}`,
    `run       ${record.run_id}`,
    `report    ${relative(root, report)}`,
    `notebook  ${relative(root, notebook)}`,
    `metrics   ${counted(Object.keys(record.metrics).length, "final value")}, ${counted(record.metricPoints, "point")}`,
  ].join("\n");
}
