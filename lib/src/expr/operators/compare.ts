import { indexMask, none, type Operator } from "./operator.js";

/** Comparisons give 1 for true and 0 for false; missing where either side is missing. */
function comparison(
  name: string,
  symbol: string,
  loop: (x: Float64Array, y: Float64Array, out: Float64Array, masks: readonly [number, number]) => void,
): Operator {
  return {
    name,
    arity: 2,
    constants: true,
    params: {},
    formula: `1 where x ${symbol} y, else 0`,
    lookback: none,
    apply([x, y], out) {
      const [a, b] = [indexMask(x), indexMask(y)];
      loop(x, y, out, [a, b]);
      for (let i = 0; i < out.length; i++) if (Number.isNaN(x[i & a] + y[i & b])) out[i] = Number.NaN;
    },
  };
}

export const comparisons: readonly Operator[] = [
  comparison("gt", ">", (x, y, out, [a, b]) => {
    for (let i = 0; i < out.length; i++) out[i] = x[i & a] > y[i & b] ? 1 : 0;
  }),
  comparison("ge", "≥", (x, y, out, [a, b]) => {
    for (let i = 0; i < out.length; i++) out[i] = x[i & a] >= y[i & b] ? 1 : 0;
  }),
  comparison("lt", "<", (x, y, out, [a, b]) => {
    for (let i = 0; i < out.length; i++) out[i] = x[i & a] < y[i & b] ? 1 : 0;
  }),
  comparison("le", "≤", (x, y, out, [a, b]) => {
    for (let i = 0; i < out.length; i++) out[i] = x[i & a] <= y[i & b] ? 1 : 0;
  }),
  comparison("eq", "=", (x, y, out, [a, b]) => {
    for (let i = 0; i < out.length; i++) out[i] = x[i & a] === y[i & b] ? 1 : 0;
  }),
  {
    name: "where",
    arity: 3,
    constants: true,
    params: {},
    formula: "y where the condition x is present and not 0, z where it is 0; missing where x is missing",
    lookback: none,
    apply([condition, yes, no], out) {
      const [a, b, d] = [condition, yes, no].map(indexMask);
      for (let i = 0; i < out.length; i++) {
        const c = condition[i & a];
        out[i] = Number.isNaN(c) ? Number.NaN : c !== 0 ? yes[i & b] : no[i & d];
      }
    },
  },
];
