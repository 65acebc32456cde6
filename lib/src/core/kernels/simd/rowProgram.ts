import { copyCells, runRows } from "./rowRun.js";
import type { Place, RowEntry, RowSource, RowStep } from "./rowStep.js";

/**
 * Computations on row-major matrices of one shape as a single pass over memory: all of them for some whole rows, then
 * for the next rows. The values are the same to the last bit as of one matrix after the other.
 */
export class RowProgram {
  private readonly entries: RowEntry[] = [];

  constructor(readonly columns: number) {}

  /** The rows of a matrix; an array of one value stands for that constant. */
  load(values: Float64Array): Place {
    return this.loadFrom({ values, back: 0 });
  }

  /** Of a matrix that was loaded, the rows so many before those at hand; missing before the first. */
  earlier(place: Place, rows: number): Place {
    const { values, back } = this.entries[place].source as RowSource;
    return this.loadFrom({ values, back: back + rows });
  }

  /** The value of a constant. */
  constantOf(place: Place): number | undefined {
    const values = this.entries[place].source?.values;
    return values?.length === 1 ? values[0] : undefined;
  }

  add(step: RowStep, ...inputs: Place[]): Place {
    return this.entries.push({ step, inputs }) - 1;
  }

  /** Compute a value for all rows. */
  run(result: Place, target: Float64Array): Float64Array {
    const { entries, columns } = this;
    const { source } = entries[result];
    if (source) copyCells(source, columns, { target, at: 0, from: 0, cells: target.length });
    else if (target.length > 0) runRows(entries, result, columns, target);
    return target;
  }

  private loadFrom({ values, back }: RowSource): Place {
    const known = this.entries.findIndex(({ source }) => source?.values === values && source.back === back);
    return known >= 0 ? known : this.entries.push({ source: { values, back }, inputs: [] }) - 1;
  }
}

/** Compute one step for whole matrices. */
export function runStep(
  step: RowStep,
  inputs: readonly Float64Array[],
  columns: number,
  target: Float64Array,
): Float64Array {
  const program = new RowProgram(columns);
  return program.run(program.add(step, ...inputs.map((values) => program.load(values))), target);
}
