import { type Place, RowProgram } from "../../core/index.js";
import type { Params } from "../node.js";
import { operatorOf, type Shape } from "../operators/index.js";
import type { Piece } from "./plan.js";

/** An operator to apply, or several of which this is the last. */
export interface Work {
  readonly op: string;
  readonly params: Params;
  readonly pieces?: readonly Piece[];
}

/** Fill `out`. */
export function applyStep(
  { op, params, pieces }: Work,
  inputs: readonly Float64Array[],
  out: Float64Array,
  shape: Shape,
): void {
  if (pieces) applyPieces(pieces, inputs, out, shape);
  else operatorOf(op).apply(inputs, out, params, shape);
}

function applyPieces(
  pieces: readonly Piece[],
  inputs: readonly Float64Array[],
  out: Float64Array,
  shape: Shape,
): void {
  const program = new RowProgram(shape.columns);
  const results: Place[] = [];
  const placeOf = (k: number): Place =>
    k < inputs.length ? program.load(inputs[k]) : results[k - inputs.length];
  for (const { op, params, inputs: read } of pieces) {
    const { rows } = operatorOf(op);
    if (rows) results.push(rows(program, read.map(placeOf), params, shape));
  }
  program.run(results[results.length - 1], out);
}

/** The operator or operators of an instruction as plain data. */
export function workOf({
  node,
  pieces,
}: {
  readonly node: { readonly op: string; readonly params?: Params };
  readonly pieces?: readonly Piece[];
}): Work {
  return { op: node.op, params: node.params ?? {}, ...(pieces ? { pieces } : {}) };
}
