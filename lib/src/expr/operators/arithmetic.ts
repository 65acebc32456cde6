import { indexMask, none, type Operator } from "./operator.js";

/**
 * Element-wise operators. A result is missing where an input is missing or the result is not a finite number
 * (division by zero, logarithm of zero or less): infinities never enter a panel.
 */
function unary(name: string, formula: string, loop: (x: Float64Array, out: Float64Array) => void): Operator {
  return { name, arity: 1, params: {}, formula, lookback: none, apply: ([x], out) => loop(x, out) };
}

type Loop = (x: Float64Array, y: Float64Array, out: Float64Array, masks: readonly [number, number]) => void;

function binary(name: string, formula: string, loop: Loop): Operator {
  return {
    name,
    arity: 2,
    constants: true,
    params: {},
    formula,
    lookback: none,
    apply: ([x, y], out) => loop(x, y, out, [indexMask(x), indexMask(y)]),
  };
}

/** `value` where it is a number and finite, else missing. Inlined into the loops: a second pass would cost as much again. */
function finite(value: number): number {
  return value - value === 0 ? value : Number.NaN;
}

export const arithmetic: readonly Operator[] = [
  binary("add", "x + y", (x, y, out, [a, b]) => {
    for (let i = 0; i < out.length; i++) out[i] = finite(x[i & a] + y[i & b]);
  }),
  binary("sub", "x − y", (x, y, out, [a, b]) => {
    for (let i = 0; i < out.length; i++) out[i] = finite(x[i & a] - y[i & b]);
  }),
  binary("mul", "x · y", (x, y, out, [a, b]) => {
    for (let i = 0; i < out.length; i++) out[i] = finite(x[i & a] * y[i & b]);
  }),
  binary("div", "x / y; missing where y = 0", (x, y, out, [a, b]) => {
    for (let i = 0; i < out.length; i++) out[i] = finite(x[i & a] / y[i & b]);
  }),
  binary("power", "x^y; missing where it is not a real number", (x, y, out, [a, b]) => {
    if (b === 0 && y[0] === 2) for (let i = 0; i < out.length; i++) out[i] = finite(x[i & a] * x[i & a]);
    else for (let i = 0; i < out.length; i++) out[i] = finite(x[i & a] ** y[i & b]);
  }),
  binary("signedPower", "sign(x) · |x|^y", (x, y, out, [a, b]) => {
    for (let i = 0; i < out.length; i++)
      out[i] = finite(Math.sign(x[i & a]) * Math.abs(x[i & a]) ** y[i & b]);
  }),
  binary("atLeast", "the larger of x and y", (x, y, out, [a, b]) => {
    for (let i = 0; i < out.length; i++) out[i] = finite(Math.max(x[i & a], y[i & b]));
  }),
  binary("atMost", "the smaller of x and y", (x, y, out, [a, b]) => {
    for (let i = 0; i < out.length; i++) out[i] = finite(Math.min(x[i & a], y[i & b]));
  }),
  unary("neg", "−x", (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = finite(-x[i]);
  }),
  unary("abs", "|x|", (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = finite(Math.abs(x[i]));
  }),
  unary("log", "ln x; missing where x ≤ 0", (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = finite(Math.log(x[i]));
  }),
  unary("sqrt", "√x; missing where x < 0", (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = finite(Math.sqrt(x[i]));
  }),
  unary("sign", "−1, 0 or 1", (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = finite(Math.sign(x[i]));
  }),
];
