import { applyStep, type Work } from "./applyStep.js";

/** A step to compute, its matrices in shared memory. */
export interface Task extends Work {
  readonly inputs: readonly Float64Array[];
  readonly out: Float64Array;
  readonly rows: number;
  readonly columns: number;
  readonly groups: Readonly<Record<string, Int32Array>>;
}

/** What a worker thread does: fill `out`. */
export function apply({ inputs, out, rows, columns, groups, ...work }: Task): void {
  applyStep(work, inputs, out, { rows, columns, group: (name) => groups[name] });
}
