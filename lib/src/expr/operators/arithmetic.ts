import { type ElementwiseKind, elementwise, powers } from "../../core/index.js";
import { none, type Operator } from "./operator.js";

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
  binary("power", "x^y; missing where it is not a real number", ([x, y], out) => {
    if (y.length !== 1 || !simplePower(x, y[0], out)) powers([x, y], { signed: false }, out);
  }),
  binary("signedPower", "sign(x) · |x|^y", ([x, y], out) => {
    if (y.length === 1 && y[0] === 2) elementwise("mul", [x, elementwise("abs", [x], out)], out);
    else powers([x, y], { signed: true }, out);
  }),
  compiled("atLeast", "larger", "the larger of x and y"),
  compiled("atMost", "smaller", "the smaller of x and y"),
  unary("neg", "−x", (x, out) => {
    elementwise("neg", [x], out);
  }),
  unary("abs", "|x|", (x, out) => {
    elementwise("abs", [x], out);
  }),
  unary("exp", "eˣ; missing where it is too large", (x, out) => {
    for (let i = 0; i < out.length; i++) {
      const value = Math.exp(x[i]);
      out[i] = value - value === 0 ? value : Number.NaN;
    }
  }),
  unary("log", "ln x; missing where x ≤ 0", (x, out) => {
    elementwise("logRatio", [x, ONE], out);
  }),
  unary("sqrt", "√x; missing where x < 0", (x, out) => {
    elementwise("sqrt", [x], out);
  }),
  unary("sign", "−1, 0 or 1", (x, out) => {
    elementwise("sign", [x], out);
  }),
];

function unary(name: string, formula: string, loop: (x: Float64Array, out: Float64Array) => void): Operator {
  return { name, arity: 1, params: {}, formula, lookback: none, apply: ([x], out) => loop(x, out) };
}

function binary(name: string, formula: string, apply: Operator["apply"]): Operator {
  return { name, arity: 2, constants: true, params: {}, formula, lookback: none, apply };
}

/** An operator of two inputs that is one of the compiled loops. */
export function compiled(name: string, kind: ElementwiseKind, formula: string): Operator {
  return binary(name, formula, (inputs, out) => {
    elementwise(kind, inputs, out);
  });
}

/** Small whole powers, as products, and the square root; `false` for other exponents. */
function simplePower(x: Float64Array, exponent: number, out: Float64Array): boolean {
  if (exponent === 0.5) elementwise("sqrt", [x], out);
  else if (exponent === 1) elementwise("mul", [x, ONE], out);
  else if (exponent === 2 || exponent === 3) elementwise("mul", [x, x], out);
  else if (exponent === 4 || exponent === 5) elementwise("mul", [elementwise("mul", [x, x], out), out], out);
  else return false;
  if (exponent === 3 || exponent === 5) elementwise("mul", [out, x], out);
  return true;
}
