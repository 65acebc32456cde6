import { indexMask, none, type Operator } from "./operator.js";

/** Operators that look at what is missing. */
export const missingValues: readonly Operator[] = [
  {
    name: "isMissing",
    arity: 1,
    params: {},
    formula: "1 where x is missing, else 0",
    lookback: none,
    apply([x], out) {
      for (let i = 0; i < out.length; i++) out[i] = Number.isNaN(x[i]) ? 1 : 0;
    },
  },
  {
    name: "ifMissing",
    arity: 2,
    constants: true,
    params: {},
    formula: "x where present, y where x is missing",
    lookback: none,
    apply([x, y], out) {
      const [a, b] = [indexMask(x), indexMask(y)];
      for (let i = 0; i < out.length; i++) out[i] = Number.isNaN(x[i & a]) ? y[i & b] : x[i & a];
    },
  },
];
