import { none, type Operator } from "./operator.js";

/**
 * Element-wise operators. A result is missing where an input is missing or the result is not a finite number
 * (division by zero, logarithm of zero or less): infinities never enter a panel.
 */
function unary(name: string, formula: string, loop: (x: Float64Array, out: Float64Array) => void): Operator {
  return { name, arity: 1, params: {}, formula, lookback: none, apply: ([x], out) => loop(x, out) };
}

function binary(
  name: string,
  formula: string,
  loop: (x: Float64Array, y: Float64Array, out: Float64Array) => void,
): Operator {
  return { name, arity: 2, params: {}, formula, lookback: none, apply: ([x, y], out) => loop(x, y, out) };
}

/** `value` where it is a number and finite, else missing. Inlined into the loops: a second pass would cost as much again. */
function finite(value: number): number {
  return value - value === 0 ? value : Number.NaN;
}

export const arithmetic: readonly Operator[] = [
  binary("add", "x + y", (x, y, out) => {
    for (let i = 0; i < out.length; i++) out[i] = finite(x[i] + y[i]);
  }),
  binary("sub", "x − y", (x, y, out) => {
    for (let i = 0; i < out.length; i++) out[i] = finite(x[i] - y[i]);
  }),
  binary("mul", "x · y", (x, y, out) => {
    for (let i = 0; i < out.length; i++) out[i] = finite(x[i] * y[i]);
  }),
  binary("div", "x / y; missing where y = 0", (x, y, out) => {
    for (let i = 0; i < out.length; i++) out[i] = finite(x[i] / y[i]);
  }),
  binary("power", "x^y; missing where it is not a real number", (x, y, out) => {
    for (let i = 0; i < out.length; i++) out[i] = finite(x[i] ** y[i]);
  }),
  binary("signedPower", "sign(x) · |x|^y", (x, y, out) => {
    for (let i = 0; i < out.length; i++) out[i] = finite(Math.sign(x[i]) * Math.abs(x[i]) ** y[i]);
  }),
  binary("atLeast", "the larger of x and y", (x, y, out) => {
    for (let i = 0; i < out.length; i++) out[i] = finite(Math.max(x[i], y[i]));
  }),
  binary("atMost", "the smaller of x and y", (x, y, out) => {
    for (let i = 0; i < out.length; i++) out[i] = finite(Math.min(x[i], y[i]));
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
