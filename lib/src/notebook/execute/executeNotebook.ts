import { setTimeout as sleep } from "node:timers/promises";
import { Kernel } from "../client/kernel.js";
import { markPending } from "./metadata.js";
import type { Notebook } from "./nbformat.js";
import { NotebookRun } from "./notebookRun.js";
import type { ExecuteOptions } from "./options.js";
import type { ExecutionResult } from "./result.js";

/** Late errors and output are waited for after the last cell, ms. */
const DRAIN_MS = 250;

/**
 * Execute a notebook, cell by cell, in a kernel of its own. The notebook is changed in place: outputs, execution
 * counts, times and papermill's metadata. A failing cell ends the run; it does not throw.
 *
 * Throws `KernelStartError` when no kernel comes up.
 */
export async function executeNotebook(notebook: Notebook, options: ExecuteOptions): Promise<ExecutionResult> {
  const run = new NotebookRun(notebook, options);
  markPending(notebook);
  await run.save();
  await run.tell({ type: "kernel-starting", n: run.toRun.length });
  const { startKernel = Kernel.start, cwd, env, timeouts, signal } = options;
  const start = startKernel({ cwd, env, startTimeoutMs: timeouts?.startMs, signal });
  const kernel = await start.catch((error) => unlessAborted(error, signal));
  if (!kernel) {
    await run.step(0, async () => ({ kind: "interrupted", died: false }));
    return run.finish("");
  }
  try {
    run.setLanguage(kernel.info.language_info);
    await run.tell({ type: "kernel-ready", n: run.toRun.length, elapsedMs: run.elapsedMs });
    for (const [i] of run.toRun.entries()) {
      if (!(await run.runCell(kernel, i))) break;
    }
    await Promise.race([kernel.process.exited, sleep(DRAIN_MS)]);
    run.diedAfter(kernel);
    await kernel.shutdown();
  } finally {
    await kernel.kill();
  }
  return run.finish(kernel.process.rawOutput);
}

/** A kernel that did not start because it was not to. */
function unlessAborted(error: unknown, signal: AbortSignal | undefined): undefined {
  if (!signal?.aborted) throw error;
}
