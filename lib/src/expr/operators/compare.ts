import { chooseStep } from "../../core/index.js";
import { compiled } from "./arithmetic.js";
import { none, type Operator, rowwise } from "./operator.js";

/** Comparisons give 1 for true and 0 for false; missing where either side is missing. */
export const comparisons: readonly Operator[] = [
  compiled("gt", "gt", "1 where x > y, else 0"),
  compiled("ge", "ge", "1 where x ≥ y, else 0"),
  compiled("lt", "lt", "1 where x < y, else 0"),
  compiled("le", "le", "1 where x ≤ y, else 0"),
  compiled("eq", "eq", "1 where x = y, else 0"),
  rowwise({
    name: "where",
    arity: 3,
    params: {},
    formula: "y where the condition x is present and not 0, z where it is 0; missing where x is missing",
    lookback: none,
    rows: (program, [condition, yes, no]) => program.add(chooseStep, condition, yes, no),
  }),
];
