import { setTimeout as sleep } from "node:timers/promises";
import type { Executed, Kernel } from "../client/kernel.js";
import { KernelDied } from "../client/kernelErrors.js";
import type { Message } from "../client/message.js";
import type { MessageTimes } from "./metadata.js";

/** Why a cell was stopped from outside. */
export type Stop = "timeout" | "interrupted";

export type CellOutcome =
  | { readonly kind: "replied"; readonly executed: Executed; readonly times: MessageTimes }
  | { readonly kind: Stop; readonly died: boolean }
  | { readonly kind: "dead"; readonly died: KernelDied };

export interface CellLimits {
  /** ms; Infinity for none. */
  readonly timeoutMs: number;
  /** ms that an interrupted cell may take to end. */
  readonly graceMs: number;
  readonly signal?: AbortSignal;
  /** A failure of this cell does not end the run. */
  readonly mayFail: boolean;
  /** Characters of output after which the rest is cut. Default: the kernel's own limit. */
  readonly outputLimit?: number;
}

/** Execute one cell to its end, or to the end of our patience: interrupt first, then kill. */
export async function runCell(
  kernel: Kernel,
  code: string,
  onOutput: (message: Message) => void,
  limits: CellLimits,
): Promise<CellOutcome> {
  if (limits.signal?.aborted) return { kind: "interrupted", died: false };
  if (limits.timeoutMs <= 0) return { kind: "timeout", died: false };
  const times: MessageTimes = {};
  const listen = (message: Message) => {
    noteTime(times, message);
    onOutput(message);
  };
  const { mayFail, outputLimit } = limits;
  const execution = kernel.execute(code, listen, { stopOnError: !mayFail, outputLimit });
  const guard = stopAfter(limits);
  try {
    const first = await Promise.race([execution, guard.stopped]);
    if (typeof first === "string")
      return { kind: first, died: !(await interrupted(kernel, execution, limits)) };
    times["shell.execute_reply"] = first.reply.header.date;
    return { kind: "replied", executed: first, times };
  } catch (error) {
    if (error instanceof KernelDied) return { kind: "dead", died: error };
    throw error;
  } finally {
    guard.clear();
  }
}

/** Interrupt the cell; kill the kernel if that does not end it. True if the kernel still lives. */
async function interrupted(
  kernel: Kernel,
  execution: Promise<Executed>,
  limits: CellLimits,
): Promise<boolean> {
  kernel.interrupt();
  const ended = execution.then(() => true).catch(() => false);
  if (await Promise.race([ended, sleep(limits.graceMs, false, { ref: false })])) return true;
  await kernel.kill();
  return false;
}

function stopAfter({ timeoutMs, signal }: CellLimits): { stopped: Promise<Stop>; clear(): void } {
  let timer: NodeJS.Timeout | undefined;
  let onAbort: () => void = () => undefined;
  const stopped = new Promise<Stop>((resolve) => {
    if (timeoutMs < 2 ** 31) timer = setTimeout(() => resolve("timeout"), timeoutMs);
    onAbort = () => resolve("interrupted");
    signal?.addEventListener("abort", onAbort);
  });
  return {
    stopped,
    clear() {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
    },
  };
}

function noteTime(times: MessageTimes, { header, content }: Message): void {
  if (header.msg_type === "execute_input") times["iopub.execute_input"] = header.date;
  else if (header.msg_type !== "status") return;
  else if (content.execution_state === "busy") times["iopub.status.busy"] = header.date;
  else if (content.execution_state === "idle") times["iopub.status.idle"] = header.date;
}
