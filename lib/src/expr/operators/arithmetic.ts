import {
  type ElementwiseKind,
  elementwiseStep,
  type Place,
  powersStep,
  type RowProgram,
  type RowStep,
} from "../../core/index.js";
import { none, type Operator, rowwise } from "./operator.js";

type Rows = NonNullable<Operator["rows"]>;

const ONE = Float64Array.of(1);

/**
 * Element-wise operators. A result is missing where an input is missing or the result is not a finite number
 * (division by zero, logarithm of zero or less): infinities never enter a panel.
 */
export const arithmetic: readonly Operator[] = [
  compiled("add", "add", "x + y"),
  compiled("sub", "sub", "x − y"),
  compiled("mul", "mul", "x · y"),
  compiled("div", "div", "x / y; missing where y = 0"),
  binary("power", "x^y; missing where it is not a real number", (program, [x, y]) => {
    const product = simplePower(program, x, program.constantOf(y));
    return product ?? program.add(powersStep({ signed: false }), x, y);
  }),
  binary("signedPower", "sign(x) · |x|^y", (program, [x, y]) => {
    if (program.constantOf(y) !== 2) return program.add(powersStep({ signed: true }), x, y);
    return program.add(elementwiseStep("mul"), x, program.add(elementwiseStep("abs"), x));
  }),
  compiled("atLeast", "larger", "the larger of x and y"),
  compiled("atMost", "smaller", "the smaller of x and y"),
  unary("neg", "−x", elementwiseStep("neg")),
  unary("abs", "|x|", elementwiseStep("abs")),
  unary("exp", "eˣ; missing where it is too large", {
    inPlace: true,
    run({ memory, inputs: [x], out, cells }) {
      const [from, to] = [x / 8, out / 8];
      for (let i = 0; i < cells; i++) {
        const value = Math.exp(memory[from + i]);
        memory[to + i] = value - value === 0 ? value : Number.NaN;
      }
    },
  }),
  unary("log", "ln x; missing where x ≤ 0", elementwiseStep("log")),
  unary("sqrt", "√x; missing where x < 0", elementwiseStep("sqrt")),
  unary("sign", "−1, 0 or 1", elementwiseStep("sign")),
];

/** An operator of one input. */
export function unary(name: string, formula: string, step: RowStep): Operator {
  return elementwise(1, name, formula, (program, [x]) => program.add(step, x));
}

function binary(name: string, formula: string, rows: Rows): Operator {
  return elementwise(2, name, formula, rows);
}

function elementwise(arity: number, name: string, formula: string, rows: Rows): Operator {
  return rowwise({ name, arity, params: {}, formula, lookback: none, rows });
}

/** An operator of two inputs that is one of the compiled loops. */
export function compiled(name: string, kind: ElementwiseKind, formula: string): Operator {
  const step = elementwiseStep(kind);
  return binary(name, formula, (program, [x, y]) => program.add(step, x, y));
}

/** Small whole powers, as products, and the square root; nothing for other exponents. */
function simplePower(program: RowProgram, x: Place, exponent: number | undefined): Place | undefined {
  const times = (a: Place, b: Place) => program.add(elementwiseStep("mul"), a, b);
  if (exponent === 0.5) return program.add(elementwiseStep("sqrt"), x);
  if (exponent === 1) return times(x, program.load(ONE));
  if (exponent !== 2 && exponent !== 3 && exponent !== 4 && exponent !== 5) return undefined;
  const square = times(x, x);
  const even = exponent < 4 ? square : times(square, square);
  return exponent % 2 === 0 ? even : times(even, x);
}
