import { inBlocks } from "./inBlocks.js";
import type { Kernels, Rows } from "./instance.js";

/** A computation that goes through a row-major matrix row by row and keeps `state` rows of its own. */
export interface RowWork {
  readonly source: Float64Array;
  readonly columns: number;
  readonly state: number;
  run(kernels: Kernels, rows: Rows): void;
}

/** Doubles copied into the compiled kernel's memory at a time: they and their results stay in the second cache. */
const CHUNK = 16_384;

/** Copy a few rows at a time into the module's memory, let the kernel work on them, copy the results into `target`. */
export function inRows({ source, columns, state, run }: RowWork, target: Float64Array): Float64Array {
  return inBlocks(
    {
      inputs: [source],
      columns,
      window: Math.max(1, Math.floor(CHUNK / columns)),
      state: { tables: 0, rows: state },
      run: (kernels, [input, output, at, rows, , , first]) =>
        run(kernels, [input, output, at, rows, columns, first]),
    },
    target,
  );
}
