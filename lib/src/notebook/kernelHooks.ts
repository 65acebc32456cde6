import type { KernelHooks } from "./cellEvent.js";

const SLOT = Symbol.for("assay.kernel");

/** The hooks of the Assay kernel that this process is; undefined anywhere else. */
export function kernelHooks(): KernelHooks | undefined {
  return (globalThis as { [SLOT]?: KernelHooks })[SLOT];
}
