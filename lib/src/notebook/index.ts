export { z } from "zod";
export { type LoadedBatch, loadBatch } from "./batch/loadBatch.js";
export { type Remembered, RunCache } from "./cache/runCache.js";
export { type RunInputs, runInputs } from "./cache/runInputs.js";
export type { CellEvent, CellEventStatus, DisplayBundle, ErrorContent, KernelHooks } from "./cellEvent.js";
export { type Executed, Kernel, type KernelOptions } from "./client/kernel.js";
export { KernelDied, KernelStartError } from "./client/kernelErrors.js";
export type { Message } from "./client/message.js";
export { type DisplayOptions, display } from "./display.js";
export { executeNotebook } from "./execute/executeNotebook.js";
export {
  type CodeCell,
  type DataOutput,
  type ErrorOutput,
  isCode,
  type Notebook,
  type NotebookCell,
  type Output,
  type StreamOutput,
  tagsOf,
} from "./execute/nbformat.js";
export { type ExecuteOptions, type Timeouts, timeoutsOfSeconds } from "./execute/options.js";
export { parseNotebook, readNotebook } from "./execute/readNotebook.js";
export type {
  CellEnd,
  CellError,
  CellRecord,
  CellStatus,
  ExecutionEvent,
  ExecutionResult,
  ExecutionStatus,
} from "./execute/result.js";
export { formatNotebook, writeNotebook } from "./execute/writeNotebook.js";
export { EXIT_CODES, type ExitCodeName, exitCodeOf } from "./exitCodes.js";
export { installKernelspec } from "./install/installKernelspec.js";
export { type JupyterFolder, jupyterDataDir } from "./install/jupyterDataDir.js";
export { KERNEL_DISPLAY_NAME, KERNEL_NAME, type Kernelspec, kernelspec } from "./install/kernelspec.js";
export { kernelHooks } from "./kernelHooks.js";
export { findJupyterLab, INSTALL_JUPYTERLAB, type JupyterLab } from "./lab/findJupyterLab.js";
export { type LabOptions, runLab } from "./lab/runLab.js";
export { kernelArgv } from "./launcher.js";
export {
  type GivenParameters,
  givenParameters,
  type ParameterSources,
} from "./parameters/givenParameters.js";
export { ParameterError } from "./parameters/parameterError.js";
export { type Parameters, parameters } from "./parameters/parameters.js";
export { type NotebookParameters, type ReadOptions, readParameters } from "./parameters/readParameters.js";
export type { JsonSchema } from "./parameters/schema.js";
export type { ParameterSpec } from "./parameters/spec.js";
export { valueText } from "./parameters/valueText.js";
export { findNotebook, templateNames } from "./run/findNotebook.js";
export {
  declaredParameters,
  type PreparedNotebook,
  type PrepareOptions,
  prepareGrid,
  prepareNotebook,
} from "./run/prepareNotebook.js";
export {
  type NotebookRunResult,
  type RunNotebookOptions,
  runNotebook,
  runPrepared,
} from "./run/runNotebook.js";
export { type PlannedParameter, type PlanOptions, RunPlan } from "./run/runPlan.js";
export { runName, type TrackedRun, type TrackedRunOptions, trackedRun } from "./run/trackedRun.js";
export { type InitOptions, initProject } from "./scaffold/initProject.js";
export { type NewNotebookOptions, newNotebook } from "./scaffold/newNotebook.js";
export { notebookTemplates } from "./scaffold/notebookTemplates.js";
export { showProgress } from "./showProgress.js";
export { KernelPool } from "./sweep/kernelPool.js";
export { type JobOutcome, runJobs } from "./sweep/runJobs.js";
export { type SweepOptions, sweep } from "./sweep/sweep.js";
export type { SweepJob } from "./sweep/sweepJob.js";
export { sweepPage } from "./sweep/sweepPage.js";
export { type ResumedSweep, resumedSweep } from "./sweep/sweepPlan.js";
export { SweepResult, type SweepRow } from "./sweep/sweepResult.js";
export { type Compared, type Difference, RunVerification, type Verdict } from "./verify/runVerification.js";
export { type VerifyOptions, verifyRun } from "./verify/verifyRun.js";
export { type WatchRunsOptions, watchRuns } from "./watch/watchRuns.js";
