import type { EndStatus, RunHandle } from "./runHandle.js";

export interface CloseAtExitOptions {
  /** In a kernel, being asked to end is the usual way to end: the run is then completed. */
  kernel: boolean;
}

const SIGNALS = ["SIGTERM", "SIGHUP", "SIGINT"] as const;

/**
 * Close the run when the process ends without having done so: completed at a normal end, failed at an uncaught
 * error or a non-zero exit code, interrupted at a signal. A kernel survives SIGINT and errors of cells, so there
 * only its end counts.
 */
export function closeAtExit(handle: RunHandle, { kernel }: CloseAtExitOptions): void {
  process.once("exit", (code) => {
    handle.finish(kernel || code === 0 ? "completed" : "failed");
  });
  for (const signal of SIGNALS) {
    if (!(kernel && signal === "SIGINT"))
      onSignal(signal, () => handle.finish(kernel ? "completed" : "interrupted"));
  }
  if (!kernel) process.on("uncaughtExceptionMonitor", (error) => fail(handle, "failed", error));
}

/** Act on the signal, then let it do what it would have done: end the process, unless others handle it. */
function onSignal(signal: NodeJS.Signals, act: () => void): void {
  const listener = () => {
    process.removeListener(signal, listener);
    act();
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  process.on(signal, listener);
}

function fail(handle: RunHandle, status: EndStatus, error: Error): void {
  handle.finish(status, { name: error.name, message: error.message, cell: null });
}
