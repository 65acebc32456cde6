import { relative } from "node:path";
import { Command } from "commander";
import { fail, projectRoot, relativePath } from "../../core/index.js";
import {
  exitCodeOf,
  givenParameters,
  prepareGrid,
  resumedSweep,
  runName,
  watchRuns,
} from "../../notebook/index.js";
import type { Context } from "../context.js";
import { interruptible } from "../interruptible.js";
import { amountOption, integerOption } from "../numberOption.js";
import { collectPair } from "../pairs.js";
import { showRunHelp } from "../runHelp.js";
import { type RunFlags, runOnce, timeoutsOf } from "../runOnce.js";
import { runSweep } from "../sweeping.js";

const seconds = (option: string) => amountOption("assay run", option, "seconds");

/** `assay run NAME -p name=value …`: execute a template or a notebook as a tracked run. */
export function runCommand(context: Context): Command {
  return new Command("run")
    .description("execute a template or notebook headlessly as a tracked run")
    .argument("[notebook]", "name of a template in templates/, or the path of an .ipynb")
    .option("-p <name=value>", "a parameter; repeatable", collectPair("run -p"))
    .option("--params <file>", "parameters from a YAML or JSON file; -p and ASSAY_PARAM_name are stronger")
    .option("--cell-timeout <seconds>", "limit for each cell", seconds("--cell-timeout"))
    .option("--timeout <seconds>", "limit for the whole run", seconds("--timeout"))
    .option(
      "--output-limit <characters>",
      "cut what a cell puts out after so many characters; its tag output-limit=… is stronger",
      integerOption("assay run", "--output-limit"),
    )
    .option("--study <name>", "the study that the run belongs to: its trials are counted together")
    .option("--grid", "every combination of the values in -p: horizon=5,10,21; of lists: horizons=1,5;1,21")
    .option(
      "--set <name=values>",
      "values of one parameter to try, as with --grid; repeatable",
      collectPair("run --set"),
    )
    .option(
      "--jobs <n>",
      "runs at the same time; default: the number of processors",
      integerOption("assay run", "--jobs"),
    )
    .option("--metric <name...>", "metrics to show in the summary of a sweep")
    .option("--resume [sweep]", "go on with a sweep that was stopped: its id, or the newest one")
    .option("--watch", "run again when cells, local modules or the --params file change, until Ctrl-C")
    .option("--no-cache", "execute also when an earlier run had the same inputs")
    .option("--dry-run", "show what would be executed, and where each parameter comes from")
    .option("--in-place", "write the outputs of a completed run back into the notebook, to commit it")
    .helpOption(false)
    .option("-h, --help", "with a notebook: its parameters with types, defaults and descriptions")
    .action(async (notebook: string | undefined, options: RunFlags, command: Command) => {
      const { help, resume, grid, set, watch } = options;
      if (!help && resume !== undefined) return resumeSweep(context, notebook, options);
      if (help || notebook === undefined) return showRunHelp(context, command, { notebook, help });
      if (watch && (grid || set)) fail("assay run --watch", "watches a single run, no sweep");
      if (grid || set) return gridSweep(context, notebook, options);
      if (watch) return watchRun(context, notebook, options);
      await run(context, notebook, options);
    });
}

async function run(context: Context, notebook: string, options: RunFlags): Promise<void> {
  await interruptible((signal) => runOnce(context, notebook, { ...options, signal }));
}

async function watchRun(context: Context, notebook: string, options: RunFlags): Promise<void> {
  const { output, exit } = context;
  const { params, inPlace, dryRun } = options;
  if (output.json || inPlace || dryRun)
    fail("assay run --watch", "does not go with --json, --in-place, --dry-run");
  const root = projectRoot();
  const run = async (signal: AbortSignal): Promise<void> => {
    try {
      await runOnce(context, notebook, { ...options, signal });
    } catch (error) {
      output.error(error);
      exit(exitCodeOf(error));
    }
    if (!signal.aborted) output.message("waiting for a change; Ctrl-C ends");
  };
  const onChange = (file: string) => output.message(`changed: ${relative(root, file)}`);
  await interruptible((signal) =>
    watchRuns({ notebook, root, files: params ? [params] : [], signal, run, onChange }),
  );
}

async function gridSweep(context: Context, notebook: string, options: RunFlags): Promise<void> {
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
    outputLimit: options.outputLimit,
  }));
  const source = relativePath(root, prepared[0].path);
  await runSweep(context, { root, name: `${name}-sweep`, source, study, jobs }, options);
}

async function resumeSweep(
  context: Context,
  notebook: string | undefined,
  { resume, ...options }: RunFlags,
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
