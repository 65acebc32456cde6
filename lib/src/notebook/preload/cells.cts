import type { CellEvent, CellEventStatus } from "../cellEvent.js";
import type Cell from "./cell.cjs";

import hooks = require("node:async_hooks");

/** Code that a cell started (timers, promises) still belongs to it after later cells have begun. */
const context = new hooks.AsyncLocalStorage<Cell>();
const executed: Cell[] = [];
const listeners = new Set<(event: CellEvent) => void>();

/** The cell that the running code belongs to; the latest one when that cannot be known. */
function current(): Cell | undefined {
  return context.getStore() ?? executed[executed.length - 1];
}

function run<T>(cell: Cell, body: () => T): T {
  return context.run(cell, body);
}

function start(cell: Cell, executionCount: number): void {
  cell.event = { executionCount, code: cell.code, startedAt: new Date().toISOString(), status: "running" };
  executed.push(cell);
}

/** The cell has ended, or a late error has changed how it ended. */
function end(cell: Cell): void {
  if (!cell.event) return;
  const endedAt = cell.event.endedAt ?? new Date().toISOString();
  const status: CellEventStatus = cell.failure?.status ?? "ok";
  const error = cell.failure?.content;
  const errorText = error && (error.evalue ? `${error.ename}: ${error.evalue}` : error.ename);
  cell.event = { ...cell.event, endedAt, status, ...(errorText ? { errorText } : {}) };
  for (const listener of listeners) tell(listener, cell.event);
}

/** A listener that throws must not take the kernel with it. */
function tell(listener: (event: CellEvent) => void, event: CellEvent): void {
  try {
    listener(event);
  } catch (error) {
    console.error(error);
  }
}

/** Text that waits for the end of the tick is lost when the process ends first. */
process.on("exit", () => {
  for (const cell of executed) cell.flush();
});

function events(): CellEvent[] {
  return executed.flatMap((cell) => cell.event ?? []);
}

function onCell(listener: (event: CellEvent) => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

export = { current, run, start, end, events, onCell };
