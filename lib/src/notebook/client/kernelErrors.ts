import { AssayError } from "../../core/index.js";
import type { KernelExit } from "./kernelProcess.js";

/** The kernel process did not come up. */
export class KernelStartError extends AssayError {
  constructor(what: string, rawOutput: string) {
    super("notebook.kernel", `the kernel ${what}${quoted(rawOutput)}`);
  }
}

/** The kernel process ended while it was needed: `process.exit`, out of memory, a crash, a kill. */
export class KernelDied extends AssayError {
  constructor(
    readonly exit: KernelExit,
    readonly rawOutput: string,
  ) {
    super("notebook.kernel", `the kernel process ended ${howItEnded(exit)}`);
  }
}

export function howItEnded({ code, signal }: KernelExit): string {
  return signal ? `by ${signal}` : `with code ${code}`;
}

function quoted(rawOutput: string): string {
  const text = rawOutput.trim();
  return text ? `; it wrote:\n${text}` : "";
}
