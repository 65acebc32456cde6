import type { FieldSource } from "../fieldSource.js";
import { isLeaf } from "../node.js";
import { applyStep, workOf } from "./applyStep.js";
import { leafValues } from "./leaf.js";
import type { Instruction } from "./program.js";
import { Results } from "./results.js";

/** The values of one expression. */
export interface Delivery {
  /** Its place in the list. */
  readonly expression: number;
  /** The caller's to keep. */
  readonly values: Float64Array;
}

/** Run a program in this thread. Yields after every instruction: the expressions that it completes, often none. */
export function* runProgram(
  source: FieldSource,
  program: readonly Instruction[],
): Generator<readonly Delivery[], void> {
  const size = source.time.length * source.assets.length;
  const shape = {
    rows: source.time.length,
    columns: source.assets.length,
    group: (name: string) => source.group(name).codes,
  };
  const results = new Results(program, { size, shared: false });
  for (let i = 0; i < program.length; i++) {
    const { node, inputs, delivers } = program[i];
    if (isLeaf(node)) results.set(i, leafValues(source, node));
    else {
      const out = results.take();
      applyStep(workOf(program[i]), results.inputsOf(program[i]), out, shape);
      results.set(i, out);
      for (const input of inputs) results.release(input);
    }
    const deliveries = delivers.map((expression) => ({ expression, values: results.give(i) }));
    if (delivers.length > 0) results.release(i);
    yield deliveries;
  }
}
