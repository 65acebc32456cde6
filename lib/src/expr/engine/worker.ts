import type { Params } from "../node.js";
import { operatorOf } from "../operators/index.js";

/** One operator to apply, its matrices in shared memory. */
export interface Task {
  readonly op: string;
  readonly params: Params;
  readonly inputs: readonly Float64Array[];
  readonly out: Float64Array;
  readonly rows: number;
  readonly columns: number;
  readonly groups: Readonly<Record<string, Int32Array>>;
}

/** What a worker thread does: fill `out`. */
export function apply({ op, params, inputs, out, rows, columns, groups }: Task): void {
  operatorOf(op).apply(inputs, out, params, { rows, columns, group: (name) => groups[name] });
}
