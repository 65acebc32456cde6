import { copyFileSync, mkdirSync } from "node:fs";
import { join, relative } from "node:path";
import { Command } from "commander";
import { projectRoot } from "../../core/index.js";
import {
  exitCodeOf,
  givenParameters,
  prepareNotebook,
  RunCache,
  RunPlan,
  type TrackedRun,
  trackedRun,
} from "../../notebook/index.js";
import type { Context } from "../context.js";
import { interruptible } from "../interruptible.js";
import { collectPair } from "../pairs.js";
import { runProgress } from "../progress.js";
import { showRunHelp } from "../runHelp.js";

interface Options {
  p?: Record<string, string>;
  params?: string;
  cellTimeout?: number;
  timeout?: number;
  inPlace?: boolean;
  study?: string;
  cache: boolean;
  dryRun?: boolean;
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
    .option("--no-cache", "execute also when an earlier run had the same inputs")
    .option("--dry-run", "show what would be executed, and where each parameter comes from")
    .option("--in-place", "write the outputs of a completed run back into the notebook, to commit it")
    .helpOption(false)
    .option("-h, --help", "with a notebook: its parameters with types, defaults and descriptions")
    .action(async (notebook: string | undefined, options: Options, command: Command) => {
      const { help } = options;
      if (help || notebook === undefined) return showRunHelp(context, command, { notebook, help });
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
  const { inPlace, study, timeout, cellTimeout } = options;
  const result = await interruptible((signal) =>
    trackedRun({
      ...{ notebook, root, params, origins, inPlace, study, cache, signal },
      timeouts: { cellMs: milliseconds(cellTimeout), runMs: milliseconds(timeout) },
      onStart: ({ runId }) => output.message(`run ${runId}`),
      onEvent: runProgress(notebook),
    }),
  );
  if (result.cached) output.message(`cached: ${result.record.run_id} (--no-cache executes again)`);
  exit(exitCodeOf(result));
  output.result(summary(root, result), result.record);
  publishReport(root, result);
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
