import type { Kernels } from "./instance.js";

/** A value of a program, by number: rows of a matrix, or what a step computes of such. */
export type Place = number;

/** What a step works on: some whole rows. Addresses are byte offsets into the memory. */
export interface RowChunk {
  readonly kernels: Kernels;
  readonly memory: Float64Array;
  readonly rows: number;
  readonly columns: number;
  /** Rows times columns. */
  readonly cells: number;
  readonly inputs: readonly number[];
  readonly out: number;
  /** The step's own room, left as it is from one chunk to the next. */
  readonly room: number;
}

/** Computes some whole rows from the same rows of its inputs. */
export interface RowStep {
  run(chunk: RowChunk): void;
  /** May the result stand where an input stands? Default: no. */
  readonly inPlace?: boolean;
  /** Doubles of room of its own for chunks of so many cells. Default: none. */
  room?(cells: number): number;
  /** Fill that room, once; it begins at this place among the doubles. */
  begin?(memory: Float64Array, room: number): void;
}

/** A matrix from which rows are taken. */
export interface RowSource {
  /** An array of one value stands for that constant. */
  readonly values: Float64Array;
  /** The row taken is so many before the one at hand; missing before the first. */
  readonly back: number;
}

/** How a value of a program comes about: from a source, or by a step from others before it. */
export interface RowEntry {
  readonly source?: RowSource;
  readonly step?: RowStep;
  readonly inputs: readonly Place[];
}

/** Is it the same in all rows? */
export function isConstant({ source }: RowEntry): boolean {
  return source?.values.length === 1 && source.back === 0;
}
