import { copyFileSync, mkdirSync } from "node:fs";
import { join, relative } from "node:path";
import { Command } from "commander";
import { fail, projectRoot } from "../../core/index.js";
import {
  exitCodeOf,
  givenParameters,
  prepareGrid,
  prepareNotebook,
  RunCache,
  RunPlan,
  resumedSweep,
  runName,
  type Timeouts,
  type TrackedRun,
  trackedRun,
} from "../../notebook/index.js";
import type { Context } from "../context.js";
import { interruptible } from "../interruptible.js";
import { collectPair } from "../pairs.js";
import { runProgress } from "../progress.js";
import { showRunHelp } from "../runHelp.js";
import { runSweep, type SweepFlags } from "../sweeping.js";

interface Options extends SweepFlags {
  p?: Record<string, string>;
  params?: string;
  cellTimeout?: number;
  timeout?: number;
  inPlace?: boolean;
  study?: string;
  grid?: boolean;
  set?: Record<string, string>;
  resume?: string | true;
  help?: boolean;
}

/** `assay run NAME -p name=value …`: execute a template or a notebook as a tracked run. */
export function runCommand(context: Context): Command {
  return new Command("run")
    .description("execute a template or notebook headlessly as a tracked run")
    .argument("[notebook]", "name of a template in templates/, or the path of an .ipynb")
    .option("-p <name=value>", "a parameter; repeatable", collectPair("run -p"))
    .option("--params <file>", "parameters from a YAML or JSON file; -p and ASSAY_PARAM_name are stronger")
    .option("--cell-timeout <seconds>", "limit for each cell", Number)
    .option("--timeout <seconds>", "limit for the whole run", Number)
    .option("--study <name>", "the study that the run belongs to: its trials are counted together")
    .option("--grid", "every combination of the values in -p: horizon=5,10,21; of lists: horizons=1,5;1,21")
    .option(
      "--set <name=values>",
      "values of one parameter to try, as with --grid; repeatable",
      collectPair("run --set"),
    )
    .option("--jobs <n>", "runs at the same time; default: the number of processors", Number)
    .option("--metric <name...>", "metrics to show in the summary of a sweep")
    .option("--resume [sweep]", "go on with a sweep that was stopped: its id, or the newest one")
    .option("--no-cache", "execute also when an earlier run had the same inputs")
    .option("--dry-run", "show what would be executed, and where each parameter comes from")
    .option("--in-place", "write the outputs of a completed run back into the notebook, to commit it")
    .helpOption(false)
    .option("-h, --help", "with a notebook: its parameters with types, defaults and descriptions")
    .action(async (notebook: string | undefined, options: Options, command: Command) => {
      const { help, resume, grid, set } = options;
      if (!help && resume !== undefined) return resumeSweep(context, notebook, options);
      if (help || notebook === undefined) return showRunHelp(context, command, { notebook, help });
      if (grid || set) return gridSweep(context, notebook, options);
      await run(context, notebook, options);
    });
}

async function run({ output, exit }: Context, notebook: string, options: Options): Promise<void> {
  const root = projectRoot();
  const { values: params, origins } = givenParameters({ flags: options.p, file: options.params });
  const cache = options.cache && !options.inPlace && !options.study ? new RunCache(root) : undefined;
  if (options.dryRun) {
    const plan = new RunPlan(await prepareNotebook({ notebook, root, params, origins }), { origins, cache });
    return output.result(plan, plan);
  }
  const { inPlace, study } = options;
  const result = await interruptible((signal) =>
    trackedRun({
      ...{ notebook, root, params, origins, inPlace, study, cache, signal },
      timeouts: timeoutsOf(options),
      onStart: ({ runId }) => output.message(`run ${runId}`),
      onEvent: runProgress(notebook),
    }),
  );
  if (result.cached) output.message(`cached: ${result.record.run_id} (--no-cache executes again)`);
  exit(exitCodeOf(result));
  output.result(summary(root, result), result.record);
  publishReport(root, result);
}

async function gridSweep(context: Context, notebook: string, options: Options): Promise<void> {
  const { grid: isGrid, p = {}, set = {}, params: file, inPlace, study } = options;
  if (inPlace) fail("assay run", "a sweep cannot be executed in place");
  const root = projectRoot();
  const { values: params, origins } = givenParameters({ flags: isGrid ? {} : p, file });
  const prepared = await prepareGrid({
    notebook,
    root,
    params,
    origins,
    grid: { ...(isGrid ? p : {}), ...set },
  });
  const name = runName(prepared[0]);
  const jobs = prepared.map((each) => ({
    ...{ prepared: each, name, continueOnError: true },
    timeouts: timeoutsOf(options),
  }));
  const source = relative(root, prepared[0].path);
  await runSweep(context, { root, name: `${name}-sweep`, source, study, jobs }, options);
}

async function resumeSweep(
  context: Context,
  notebook: string | undefined,
  { resume, ...options }: Options,
): Promise<void> {
  if (notebook !== undefined || options.p || options.set || options.params || !options.cache) {
    fail(
      "assay run --resume",
      "takes notebook and parameters from the sweep, and completed runs from the cache",
    );
  }
  const root = projectRoot();
  const sweep = await resumedSweep(root, resume === true ? undefined : resume);
  await runSweep(context, { root, ...sweep }, options);
}

function timeoutsOf({ timeout, cellTimeout }: Options): Timeouts {
  return { cellMs: milliseconds(cellTimeout), runMs: milliseconds(timeout) };
}

const milliseconds = (seconds: number | undefined) => (seconds === undefined ? undefined : seconds * 1000);

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
    `metrics   ${Object.keys(record.metrics).length} final values, ${record.metricPoints} points`,
  ].join("\n");
}
