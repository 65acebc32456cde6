import { none, type Operator } from "./operator.js";

/** Comparisons give 1 for true and 0 for false; missing where either side is missing. */
function comparison(
  name: string,
  symbol: string,
  loop: (x: Float64Array, y: Float64Array, out: Float64Array) => void,
): Operator {
  return {
    name,
    arity: 2,
    params: {},
    formula: `1 where x ${symbol} y, else 0`,
    lookback: none,
    apply([x, y], out) {
      loop(x, y, out);
      for (let i = 0; i < out.length; i++) if (Number.isNaN(x[i] + y[i])) out[i] = Number.NaN;
    },
  };
}

export const comparisons: readonly Operator[] = [
  comparison("gt", ">", (x, y, out) => {
    for (let i = 0; i < out.length; i++) out[i] = x[i] > y[i] ? 1 : 0;
  }),
  comparison("ge", "≥", (x, y, out) => {
    for (let i = 0; i < out.length; i++) out[i] = x[i] >= y[i] ? 1 : 0;
  }),
  comparison("lt", "<", (x, y, out) => {
    for (let i = 0; i < out.length; i++) out[i] = x[i] < y[i] ? 1 : 0;
  }),
  comparison("le", "≤", (x, y, out) => {
    for (let i = 0; i < out.length; i++) out[i] = x[i] <= y[i] ? 1 : 0;
  }),
  comparison("eq", "=", (x, y, out) => {
    for (let i = 0; i < out.length; i++) out[i] = x[i] === y[i] ? 1 : 0;
  }),
  {
    name: "where",
    arity: 3,
    params: {},
    formula: "y where the condition x is present and not 0, z where it is 0; missing where x is missing",
    lookback: none,
    apply([condition, yes, no], out) {
      for (let i = 0; i < out.length; i++) {
        const c = condition[i];
        out[i] = Number.isNaN(c) ? Number.NaN : c !== 0 ? yes[i] : no[i];
      }
    },
  },
];
