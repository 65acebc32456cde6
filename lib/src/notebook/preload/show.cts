import type { DisplayBundle } from "../cellEvent.js";
import type Cell from "./cell.cjs";

import cells = require("./cells.cjs");
import failures = require("./failures.cjs");

const DISPLAY = Symbol.for("Jupyter.display");
const seen = new Set<string>();

/** The value's own display method, as in other Jupyter kernels for JavaScript. */
function displayMethod(value: unknown): (() => unknown) | undefined {
  if (value === null || (typeof value !== "object" && typeof value !== "function")) return undefined;
  const method = (value as Record<symbol, unknown>)[DISPLAY];
  return typeof method === "function" ? () => method.call(value) : undefined;
}

/** Show the last expression of a cell: one rich output if the value has one, else text. */
function showLast(cell: Cell, value: unknown): void {
  try {
    const method = displayMethod(value);
    const made = method?.();
    if (!method) console.log(value);
    else if (made instanceof Promise) cell.showing.push(made.then((bundle) => show(cell, bundle)));
    else show(cell, made as DisplayBundle);
  } catch (error) {
    failures.thrown(cell, error);
  }
}

function show(cell: Cell, data: DisplayBundle, id?: string): void {
  const update = id !== undefined && seen.has(id);
  if (id !== undefined) seen.add(id);
  const transient = id === undefined ? {} : { display_id: id };
  cell.display({ data, metadata: {}, transient }, update);
}

function display(bundle: DisplayBundle, id?: string): void {
  const cell = cells.current();
  if (cell) show(cell, bundle, id);
}

export = { showLast, display };
