import { type Place, RowProgram } from "../../core/index.js";
import type { Params } from "../node.js";

/** What an operator may know of the panel beside its values. */
export interface Shape {
  readonly rows: number;
  readonly columns: number;
  /** Group code per column, −1 for none. */
  group(name: string): Int32Array;
}

/** How a parameter is checked when an expression is built or read. */
export interface ParamSpec {
  readonly kind: "window" | "lag" | "number" | "integer" | "text" | "flag";
  /** Smallest value of a `window`, smallest and largest of a `number` or an `integer`. */
  readonly min?: number;
  readonly max?: number;
  readonly optional?: boolean;
}

/**
 * An operator of the factor language. It computes row t of its result from rows ≤ t of its inputs; nothing in this
 * interface can read a later row without failing the causality contract.
 */
export interface Operator {
  readonly name: string;
  /** Number of inputs. */
  readonly arity: number;
  /** May more inputs follow? */
  readonly more?: boolean;
  /** Is an input that is one constant given as an array of that one value? Otherwise a matrix is filled with it. */
  readonly constants?: boolean;
  readonly params: Readonly<Record<string, ParamSpec>>;
  /** The definition in one line, for documentation and hover text. */
  readonly formula: string;
  /** Earlier rows of the inputs that row t needs. `Infinity`: the whole history. */
  lookback(params: Params): number;
  /** Fill `out`. Inputs are row-major matrices of the panel's shape and must not be written to. */
  apply(inputs: readonly Float64Array[], out: Float64Array, params: Params, shape: Shape): void;
  /**
   * Add it to a program that computes some whole rows after others; returns its result. Only for operators that read
   * the same row of their inputs, or rows of a loaded input as many before as their look-back.
   */
  rows?(program: RowProgram, inputs: readonly Place[], params: Params, shape: Shape): Place;
}

/** An operator that is given by what it adds to a program. */
export function rowwise(
  operator: Omit<Operator, "apply" | "constants" | "rows"> & Required<Pick<Operator, "rows">>,
): Operator {
  return {
    ...operator,
    constants: true,
    apply(inputs, out, params, shape) {
      const program = new RowProgram(shape.columns);
      const places = inputs.map((values) => program.load(values));
      program.run(operator.rows(program, places, params, shape), out);
    },
  };
}

export const none = (): number => 0;

/** A window parameter that was checked when the expression was built. */
export const windowOf = (params: Params): { window: number; min?: number } => ({
  window: params.n as number,
  ...(params.min === undefined ? {} : { min: params.min as number }),
});

export const WINDOW: ParamSpec = { kind: "window" };
export const MIN: ParamSpec = { kind: "window", optional: true };
