import { sha256 } from "../core/index.js";
import type { CellRecord } from "./record.js";
import { redactText } from "./secrets.js";

/** One execution of a cell, as the preload of an Assay kernel tells it. */
export interface CellEvent {
  /** 1 for the first executed cell. */
  readonly executionCount: number;
  readonly code: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** ISO 8601, UTC; absent while the cell runs. */
  readonly endedAt?: string;
  readonly status: "running" | "ok" | "error" | "type-error" | "late-error";
  /** `Name: message` of the error, when there is one. */
  readonly errorText?: string;
}

/** What an Assay kernel offers under `globalThis[Symbol.for("assay.kernel")]`; the part that a run needs. */
export interface KernelHooks {
  /** Every executed cell so far, the running one included. */
  cells(): readonly CellEvent[];
  /** The cell that the calling code belongs to. */
  current?(): CellEvent | undefined;
  /** Be told when a cell has ended, and again when a late error changes how; returns the way to stop it. */
  onCell(listener: (event: CellEvent) => void): (() => void) | undefined;
  /** Files outside of packages that were loaded so far: absolute paths in the order of loading. */
  modules?(): readonly string[];
}

const SLOT = Symbol.for("assay.kernel");

/** The hooks of the kernel that this process is, if it is one. */
export function kernelHooks(): KernelHooks | undefined {
  const hooks = (globalThis as { [SLOT]?: Partial<KernelHooks> })[SLOT];
  return hooks?.cells && hooks.onCell ? (hooks as KernelHooks) : undefined;
}

/** The execution count of the cell that the calling code belongs to, as text; empty outside of a kernel. */
export function runningCell(): string {
  const hooks = kernelHooks();
  const cell = hooks?.current ? hooks.current() : hooks?.cells().at(-1);
  return cell ? String(cell.executionCount) : "";
}

/** A cell of an interactive session as it is recorded: its place is the order of execution. */
export function cellRecordOf(event: CellEvent): CellRecord {
  const endedAt = event.endedAt ?? null;
  return {
    index: event.executionCount - 1,
    id: null,
    hash: sha256(event.code),
    status: event.status === "running" ? "running" : event.status === "ok" ? "completed" : "failed",
    startedAt: event.startedAt,
    endedAt,
    durationMs: endedAt === null ? null : Math.max(0, Date.parse(endedAt) - Date.parse(event.startedAt)),
    executionCount: event.executionCount,
    error: event.errorText ? splitError(redactText(event.errorText)) : null,
  };
}

function splitError(text: string): { name: string; message: string } {
  const match = /^([A-Za-z_$][\w$]*(?:Error|Exception|Rejection)?): ([\s\S]*)$/.exec(text);
  return match ? { name: match[1], message: match[2] } : { name: "Error", message: text };
}
