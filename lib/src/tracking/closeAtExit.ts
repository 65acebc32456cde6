import type { RunHandle } from "./runHandle.js";

export interface CloseAtExitOptions {
  /** In a kernel, being asked to end is the usual way to end: the run is then completed. */
  kernel: boolean;
}

const SIGNALS = ["SIGTERM", "SIGHUP", "SIGINT"] as const;

/** The runs to close, each with whether it belongs to a kernel. */
const watched = new Map<RunHandle, boolean>();
let installed = false;

/**
 * Close the run when the process ends without having done so: completed at a normal end, failed at an uncaught
 * error or a non-zero exit code, interrupted at a signal. A kernel survives SIGINT and errors of cells, so there
 * only its end counts.
 */
export function closeAtExit(handle: RunHandle, { kernel }: CloseAtExitOptions): void {
  for (const other of watched.keys()) if (!other.open) watched.delete(other);
  watched.set(handle, kernel);
  if (installed) return;
  installed = true;
  process.once("exit", (code) => {
    for (const [run, isKernel] of watched) run.finish(isKernel || code === 0 ? "completed" : "failed");
  });
  process.on("uncaughtExceptionMonitor", closeFailed);
  for (const signal of SIGNALS) onSignal(signal, kernel);
}

function closeFailed(error: unknown): void {
  const { name, message } = error instanceof Error ? error : { name: "Error", message: String(error) };
  for (const [run, isKernel] of watched) if (!isKernel) run.finish("failed", { name, message, cell: null });
}

/**
 * At the signal, close the runs and let the signal do what it would have done without us: end the process,
 * unless others handle it. SIGINT interrupts a cell of a kernel, and is none of our business there.
 */
function onSignal(signal: NodeJS.Signals, kernel: boolean): void {
  if (kernel && signal === "SIGINT") return;
  const listener = () => {
    process.removeListener(signal, listener);
    for (const [run, isKernel] of watched) run.finish(isKernel ? "completed" : "interrupted");
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  process.on(signal, listener);
}
