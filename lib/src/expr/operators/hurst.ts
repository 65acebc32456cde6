import { HURST_WINDOW, type HurstKind, rollingHurst } from "../../core/index.js";
import { type Operator, windowOf } from "./operator.js";
import { rolling } from "./rolling.js";

/** Hurst exponents: how the spread of a walk with the last n values as its steps grows with its length. */
export const hursts: readonly Operator[] = [
  hurst(
    "hurstRs",
    "rs",
    "½ + slope of ln(mean R/S / its Anis–Lloyd mean) on ln m over pieces of m = n, n/2, … ≥ 8 of the last n ≥ 32",
  ),
  hurst(
    "hurstDfa",
    "dfa",
    "½ + slope of ½ ln(F² / its mean for white noise) on ln s over segments of s = n/4, n/8, … ≥ 4 of the last n ≥ 32",
  ),
];

function hurst(name: string, kind: HurstKind, formula: string): Operator {
  return rolling(
    name,
    formula,
    ([x], out, params, { columns }) => {
      rollingHurst(x, columns, { ...windowOf(params), kind }, out);
    },
    { n: { kind: "window", min: HURST_WINDOW } },
  );
}
