import { join, resolve } from "node:path";
import { checkKeys } from "../../core/index.js";
import { executeNotebook } from "../execute/executeNotebook.js";
import { notebookMetadata } from "../execute/metadata.js";
import type { ExecuteOptions } from "../execute/options.js";
import type { ExecutionResult } from "../execute/result.js";
import type { NotebookParameters } from "../parameters/readParameters.js";
import { type PreparedNotebook, type PrepareOptions, prepareNotebook } from "./prepareNotebook.js";

export interface RunNotebookOptions extends PrepareOptions {
  /** Folder of the run: the executed notebook is saved there, and cells find it in `ASSAY_RUN_DIR`. */
  runDir: string;
  /** More environment variables for the kernel, beside those of this process. */
  env?: Readonly<Record<string, string>>;
  timeouts?: ExecuteOptions["timeouts"];
  /** Characters of output of a cell after which the rest is cut. Default 67,108,864. */
  outputLimit?: ExecuteOptions["outputLimit"];
  /** Told of every step; what it returns is awaited before the next cell. */
  onEvent?: ExecuteOptions["onEvent"];
  /** Interrupts the run. */
  signal?: AbortSignal;
  /** Where the kernel comes from. Default: a new one is started. */
  startKernel?: ExecuteOptions["startKernel"];
}

export interface NotebookRunResult extends ExecutionResult {
  /** Absolute path of the notebook that was read. */
  readonly source: string;
  /** Absolute path of the executed notebook. */
  readonly executed: string;
  readonly parameters: NotebookParameters;
}

/**
 * Run a template or a notebook headlessly, from parameters to the executed copy in `runDir/notebook.ipynb`. A failing
 * cell does not throw: the result says where and why, and the copy shows it. A bad parameter throws `ParameterError`
 * before a kernel starts; a kernel that does not come up throws `KernelStartError`.
 */
export async function runNotebook(options: RunNotebookOptions): Promise<NotebookRunResult> {
  checkKeys("notebook.run", options, KEYS);
  return runPrepared(await prepareNotebook(options), options);
}

const KEYS = [
  "notebook",
  "root",
  "params",
  "origins",
  "runDir",
  "env",
  "timeouts",
  "outputLimit",
  "onEvent",
  "signal",
  "startKernel",
];

/** Run a notebook that {@link prepareNotebook} has made ready. */
export async function runPrepared(
  { path, root, notebook, parameters }: PreparedNotebook,
  options: Omit<RunNotebookOptions, keyof PrepareOptions>,
): Promise<NotebookRunResult> {
  const { env, timeouts, outputLimit, onEvent, signal, startKernel } = options;
  const runDir = resolve(options.runDir);
  const executed = join(runDir, "notebook.ipynb");
  const papermill = notebookMetadata({ root, input: path, output: executed });
  papermill.parameters = { ...parameters.values };
  papermill.default_parameters = Object.fromEntries(
    parameters.specs.map((spec) => [spec.name, spec.default]),
  );
  notebook.metadata.papermill = papermill;
  const result = await executeNotebook(notebook, {
    cwd: root,
    saveTo: executed,
    env: { ...process.env, ...env, ASSAY_RUN_DIR: runDir },
    ...{ timeouts, outputLimit, onEvent, signal, startKernel },
  });
  return { ...result, source: path, executed, parameters };
}
