import { AssayError } from "../core/index.js";
import { KernelDied, KernelStartError } from "./client/kernelErrors.js";
import type { ExecutionStatus } from "./execute/result.js";
import { isWriteFailure, UnwritableError } from "./execute/unwritableError.js";

/** Exit codes of the command line. */
export const EXIT_CODES = [
  { code: 0, name: "ok", meaning: "every cell ran" },
  {
    code: 1,
    name: "failed",
    meaning: "a cell failed (it threw, or something it started threw), or a check found damage",
  },
  {
    code: 2,
    name: "usage",
    meaning: "a parameter, an argument or data was refused with one error; nothing was run or published",
  },
  { code: 3, name: "timeout", meaning: "a cell or the run took longer than its limit" },
  {
    code: 4,
    name: "dead",
    meaning: "the kernel process ended while a cell ran: process.exit, out of memory, a crash",
  },
  { code: 5, name: "start", meaning: "the kernel did not start" },
  { code: 6, name: "compile", meaning: "a cell did not compile: a type error or a syntax error" },
  {
    code: 7,
    name: "unwritable",
    meaning:
      "the run, its notebook, its report or the result could not be written: a full disk, a read-only folder",
  },
  { code: 130, name: "interrupted", meaning: "the run was interrupted" },
] as const;

export type ExitCodeName = (typeof EXIT_CODES)[number]["name"];

const BY_STATUS: Readonly<Record<ExecutionStatus, ExitCodeName>> = {
  completed: "ok",
  failed: "failed",
  "type-error": "compile",
  timeout: "timeout",
  dead: "dead",
  interrupted: "interrupted",
};

/** The exit code of a finished run, or of an error that was thrown instead. */
export function exitCodeOf(outcome: unknown): number {
  return codeNamed(nameOf(outcome));
}

function nameOf(outcome: unknown): ExitCodeName {
  if (outcome instanceof KernelStartError) return "start";
  if (outcome instanceof KernelDied) return "dead";
  if (outcome instanceof UnwritableError || isWriteFailure(outcome)) return "unwritable";
  if (outcome instanceof AssayError) return "usage";
  const status = (outcome as { status?: unknown } | null | undefined)?.status;
  return typeof status === "string" && status in BY_STATUS ? BY_STATUS[status as ExecutionStatus] : "failed";
}

function codeNamed(name: ExitCodeName): number {
  return EXIT_CODES.find((row) => row.name === name)?.code ?? 1;
}
