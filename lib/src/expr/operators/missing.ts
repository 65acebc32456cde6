import { compiled } from "./arithmetic.js";
import { none, type Operator } from "./operator.js";

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
  compiled("ifMissing", "fill", "x where present, y where x is missing"),
];
