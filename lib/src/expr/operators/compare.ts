import { choose } from "../../core/index.js";
import { compiled } from "./arithmetic.js";
import { none, type Operator } from "./operator.js";

/** Comparisons give 1 for true and 0 for false; missing where either side is missing. */
export const comparisons: readonly Operator[] = [
  compiled("gt", "gt", "1 where x > y, else 0"),
  compiled("ge", "ge", "1 where x ≥ y, else 0"),
  compiled("lt", "lt", "1 where x < y, else 0"),
  compiled("le", "le", "1 where x ≤ y, else 0"),
  compiled("eq", "eq", "1 where x = y, else 0"),
  {
    name: "where",
    arity: 3,
    constants: true,
    params: {},
    formula: "y where the condition x is present and not 0, z where it is 0; missing where x is missing",
    lookback: none,
    apply([condition, yes, no], out) {
      choose(condition, { yes, no }, out);
    },
  },
];
