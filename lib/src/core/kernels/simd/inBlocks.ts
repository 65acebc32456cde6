import { type Block, instanceFor, type Kernels, START } from "./instance.js";

/** A rolling computation that goes through its rows in blocks as long as the window. */
export interface BlockWork {
  /** Row-major matrices of one shape. */
  readonly inputs: readonly Float64Array[];
  readonly columns: number;
  readonly window: number;
  /** Tables of the kernel's state with a row per window offset, single rows, strips of {@link STRIP} columns. */
  readonly state: { readonly tables: number; readonly rows: number; readonly strips?: number };
  /** Whether the kernel reads the block before again, of the one input. */
  readonly looksBack?: boolean;
  /**
   * One block; the first address of `block` is that of the last input, the others are in `addresses`. `older` is that of
   * the block before, 0 where there is none.
   */
  run(kernels: Kernels, block: Block, addresses: readonly number[], older: number): void;
}

/** Columns that a kernel which walks along columns takes at a time, see lib/assembly/strip.ts. */
const STRIP = 8;

/** Copy block after block into the module's memory, let the kernel work on it, copy its results into `target`. */
export function inBlocks(work: BlockWork, target: Float64Array): Float64Array {
  const { inputs, columns, state } = work;
  const rows = target.length / columns;
  if (rows === 0) return target;
  // A window longer than all rows stays so: a block that is not whole must be computed as one of a longer history.
  const window = Math.min(work.window, rows + 1);
  // Two doubles of slack: with an odd number of columns the last pair of a block reads and writes one beyond it.
  const room = window * columns + 2 + ((window * columns) % 2);
  const stateRow = columns + (columns % 2);
  const strips = (state.strips ?? 0) * STRIP * window;
  const stateSize = ((window + 1) * state.tables + state.rows) * stateRow + strips;
  const slots = inputs.length + (work.looksBack ? 1 : 0);
  const { kernels, memory } = instanceFor(START + room * (slots + 1) + stateSize);
  const output = START + slots * room;
  let older = 0;
  for (let start = 0; start < rows; start += window) {
    const size = Math.min(window, rows - start);
    const [from, to] = [start * columns, (start + size) * columns];
    // With a block that is looked back on, two places are taken in turns.
    const turn = work.looksBack ? (start / window) % 2 : 0;
    const addresses = inputs.map((values, i) => {
      const place = START + (i + turn) * room;
      memory.set(values.subarray(from, to), place);
      return place * 8;
    });
    const input = addresses[addresses.length - 1];
    const at = [input, output * 8, (output + room) * 8] as const;
    work.run(kernels, [...at, size, columns, window, start === 0], addresses, older);
    older = input;
    target.set(memory.subarray(output, output + to - from), from);
  }
  return target;
}
