import { MODULE } from "./module.js";

/** The exported functions, see lib/assembly. Addresses are byte offsets into the memory. */
export interface Kernels {
  acrossGroups(
    ...args: [...Whole, codes: number, sums: number, groups: number, kind: number, to: number]
  ): void;
  acrossRow(...args: [...Whole, kind: number, to: number]): void;
  argExtreme(...args: [...Block, min: number, sign: number]): void;
  choose(condition: number, x: number, y: number, output: number, bytes: number): void;
  decay(...args: [...Block, min: number, span: number]): void;
  deviation(...args: [...Block, min: number]): void;
  elementwise(kind: number, x: number, y: number, output: number, bytes: number): void;
  orderRows(
    ...args: [
      input: number,
      ranks: number,
      columns: number,
      counts: number,
      rows: number,
      width: number,
      room: number,
    ]
  ): void;
  powers(
    ...args: [x: number, y: number, output: number, bytes: number, signed: boolean, list: number]
  ): number;
  product(...args: [...Block, min: number]): void;
  quantile(...args: [...Block, min: number, p: number]): void;
  quantileOfColumn(...args: [...ColumnPlace, min: number, p: number]): void;
  rank(...args: [...Block, min: number]): void;
  rankOfColumn(...args: [...ColumnPlace, min: number]): void;
  rankRows(...args: [...Whole, codes: number, groups: number, room: number]): void;
  residualRows(
    ...args: [
      inputs: number,
      count: number,
      output: number,
      rows: number,
      columns: number,
      order: number,
      ends: number,
      groups: number,
      room: number,
    ]
  ): void;
  sort(row: number, width: number, values: number, columns: number, room: number): number;
  sum(...args: [...Block, older: number, min: number, kind: number]): void;
  ewmMean(...args: [...Rows, min: number, alpha: number]): void;
  ewmMoments(...args: [...Rows, min: number, alpha: number, added: number, std: boolean]): void;
  extreme(...args: [...Block, min: number, sign: number]): void;
  line(x: number, ...args: [...Block, min: number, kind: number, start: number, span: number]): void;
  moments(...args: [...Block, min: number, ddof: number, kind: number]): void;
  pair(x: number, ...args: [...Block, min: number, kind: number, flat: number]): void;
}

/** Where one block lies, its rows, and whether it is the first: a kernel then clears its state. */
export type Block = [
  input: number,
  output: number,
  state: number,
  rows: number,
  columns: number,
  window: number,
  first: boolean,
];

/** Where some rows lie, without a state. */
export type Whole = [input: number, output: number, rows: number, columns: number];

/** Where some rows lie, and whether they are the first: a kernel then clears its state. */
export type Rows = [
  input: number,
  output: number,
  state: number,
  rows: number,
  columns: number,
  first: boolean,
];

/** Where one column lies, its rows, and how many of them are only looked back on. */
export type ColumnPlace = [
  input: number,
  output: number,
  rows: number,
  ahead: number,
  room: number,
  window: number,
];

export interface Instance {
  readonly kernels: Kernels;
  readonly memory: Float64Array;
}

/** The first double of the memory that is free for use: tables of the module lie below. */
export const START = 1024;
const PAGE = 65_536;
/** A larger memory is given back after use. */
const KEPT_BYTES = 32 * 2 ** 20;

let compiled: WebAssembly.Module | undefined;
let kept: Instance | undefined;

/** An instance with room for this many doubles. Never grown: that would detach views and slow all typed arrays. */
export function instanceFor(doubles: number): Instance {
  if (kept && kept.memory.length >= doubles) return kept;
  compiled ??= new WebAssembly.Module(Buffer.from(MODULE, "base64"));
  const pages = Math.ceil((doubles * 8) / PAGE) + 1;
  const memory = new WebAssembly.Memory({ initial: pages });
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } });
  const instance = {
    kernels: exports as unknown as Kernels,
    memory: new Float64Array(memory.buffer),
  };
  if (memory.buffer.byteLength <= KEPT_BYTES) kept = instance;
  return instance;
}
