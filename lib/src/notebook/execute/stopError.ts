import { howItEnded } from "../client/kernelErrors.js";
import type { KernelExit } from "../client/kernelProcess.js";
import type { Stop } from "./cellRun.js";
import type { ErrorOutput } from "./nbformat.js";
import type { Timeouts } from "./options.js";
import { errorOutput } from "./outputs.js";

/** What stands under a cell that was stopped from outside. */
export function stopError(stop: Stop, killed: boolean, limit: string): ErrorOutput {
  const how = killed ? "; it did not react to an interrupt and was killed" : "";
  if (stop === "interrupted") return errorOutput("Interrupted", `the run was interrupted${how}`);
  return errorOutput("CellTimeout", `${limit}${how}`);
}

/** Which limit was passed. */
export function limitText({ cellMs = Infinity, runMs = Infinity }: Timeouts, elapsedMs: number): string {
  return elapsedMs >= runMs
    ? `the run took longer than its limit of ${runMs / 1000} s`
    : `the cell took longer than its limit of ${cellMs / 1000} s`;
}

/** What stands under a cell whose kernel process has ended, with what that process wrote. */
export function deathError(exit: KernelExit, rawOutput: string): ErrorOutput {
  const text = `the kernel process ended ${howItEnded(exit)} while this cell ran`;
  const raw = rawOutput.trim();
  return errorOutput("KernelDied", text, raw ? [`KernelDied: ${text}`, "", ...raw.split("\n")] : []);
}
