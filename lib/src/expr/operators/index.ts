import { fail, nearest } from "../../core/index.js";
import { accumulations } from "./accumulate.js";
import { arithmetic } from "./arithmetic.js";
import { comparisons } from "./compare.js";
import { components } from "./components.js";
import { crossSections } from "./crossSection.js";
import { exponentials } from "./exponential.js";
import { hursts } from "./hurst.js";
import { missingValues } from "./missing.js";
import type { Operator } from "./operator.js";
import { orderStatistics } from "./order.js";
import { regressions } from "./regression.js";
import { shapes } from "./shape.js";
import { spectra } from "./spectrum.js";
import { timeSeries } from "./time.js";

const registry: ReadonlyMap<string, Operator> = new Map(
  [
    ...arithmetic,
    ...comparisons,
    ...missingValues,
    ...timeSeries,
    ...accumulations,
    ...orderStatistics,
    ...shapes,
    ...regressions,
    ...exponentials,
    ...hursts,
    ...spectra,
    ...components,
    ...crossSections,
  ].map((operator) => [operator.name, operator]),
);

/** Every operator of the language, in the order of the documentation. */
export const operators: readonly Operator[] = [...registry.values()];

/** The operator of this name, or an error that names the nearest one. */
export function operatorOf(name: string): Operator {
  const operator = registry.get(name);
  if (!operator) {
    const near = nearest(name, [...registry.keys()]);
    fail("expr", "unknown operator", { received: name, fix: near && `did you mean ${near}?` });
  }
  return operator;
}

export type { Operator, ParamSpec, Shape } from "./operator.js";
