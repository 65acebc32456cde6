import { Panel } from "../core/index.js";
import { checkFactors } from "./checkFactors.js";
import { fuse } from "./engine/fuse.js";
import { makePlan } from "./engine/plan.js";
import { makeProgram, roomFor } from "./engine/program.js";
import { runProgram } from "./engine/runProgram.js";
import { Factor } from "./factor.js";
import type { FieldSource } from "./fieldSource.js";

/** Megabytes of results that may wait for later factors, beside as much as the outputs take. */
const WAITING_MB = 256;

/** Evaluate one factor over a market: a panel on all its dates and assets. */
export function evaluate(source: FieldSource, factor: Factor): Panel;
/** Evaluate several factors together: what they share is computed once, a buffer nobody needs any more is reused. */
export function evaluate(source: FieldSource, factors: readonly Factor[]): Panel[];
export function evaluate(source: FieldSource, factors: Factor | readonly Factor[]): Panel | Panel[] {
  if (factors instanceof Factor) return evaluateAll(source, [factors])[0];
  checkFactors("expr.evaluate", factors);
  return evaluateAll(source, factors);
}

function evaluateAll(source: FieldSource, factors: readonly Factor[]): Panel[] {
  const room = roomFor(source, WAITING_MB) + factors.length;
  const program = makeProgram(fuse(makePlan(factors.map(({ node }) => node))), room);
  const panels: Panel[] = new Array(factors.length);
  for (const deliveries of runProgram(source, program)) {
    for (const { expression, values } of deliveries) {
      const { name } = factors[expression];
      panels[expression] = Panel.of(source.time, source.assets, values, { name });
    }
  }
  return panels;
}
