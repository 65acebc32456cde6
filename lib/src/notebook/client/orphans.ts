/**
 * No kernel outlives the program that started it. Each kernel leads a process group of its own; all groups are
 * killed when this process exits or is told to by a signal. (A kernel also watches its parent, for SIGKILL.)
 */
const groups = new Set<number>();
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export function adopt(pid: number): void {
  if (groups.size === 0) {
    process.on("exit", killAll);
    for (const signal of SIGNALS) process.prependListener(signal, onSignal);
  }
  groups.add(pid);
}

export function release(pid: number): void {
  if (!groups.delete(pid) || groups.size > 0) return;
  process.off("exit", killAll);
  for (const signal of SIGNALS) process.off(signal, onSignal);
}

/** Send `signal` to a process group; false when it has no process left. */
export function signalGroup(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(process.platform === "win32" ? pid : -pid, signal);
    return true;
  } catch {
    return false;
  }
}

function killAll(): void {
  for (const pid of groups) signalGroup(pid, "SIGKILL");
}

/**
 * A program that handles the signal itself ends its kernels in its own way; else end as if nobody listened. This
 * listener is the first, because a listener that is called once is no longer counted when it has been.
 */
function onSignal(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  killAll();
  process.off(signal, onSignal);
  process.kill(process.pid, signal);
}
