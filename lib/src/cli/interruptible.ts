/** Run `body` with a signal that aborts at Ctrl-C or SIGTERM; a second one ends the process at once. */
export async function interruptible<T>(body: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const interrupt = new AbortController();
  const stop = () => interrupt.abort();
  process.once("SIGINT", stop).once("SIGTERM", stop);
  try {
    return await body(interrupt.signal);
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
  }
}
