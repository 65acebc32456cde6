import { canonicalJson } from "../../core/index.js";
import type { Node, Params } from "../node.js";

/** One distinct step of a set of expressions. */
export interface Step {
  readonly node: Node;
  /** The steps it reads. */
  readonly inputs: readonly number[];
  /** Steps that are computed together with this one, which is the last of them: see `fuse`. */
  readonly pieces?: readonly Piece[];
}

/** One operator of several that are computed together. */
export interface Piece {
  readonly op: string;
  readonly params: Params;
  /** What it reads: of the inputs of the whole by their number, then of the pieces before it. */
  readonly inputs: readonly number[];
}

/** The distinct steps of several expressions in an order in which inputs come first, and the step that each expression is. */
export interface Plan {
  readonly steps: readonly Step[];
  readonly roots: readonly number[];
}

/** Find what expressions share: equal steps become one. */
export function makePlan(nodes: readonly Node[]): Plan {
  const steps: Step[] = [];
  const byKey = new Map<string, number>();
  const byNode = new Map<Node, number>();
  const visit = (node: Node): number => {
    const seen = byNode.get(node);
    if (seen !== undefined) return seen;
    const inputs = (node.args ?? []).map(visit);
    const key = `${node.op}|${inputs.join(",")}|${canonicalJson(node.params ?? {})}`;
    let step = byKey.get(key);
    if (step === undefined) {
      step = steps.push({ node, inputs }) - 1;
      byKey.set(key, step);
    }
    byNode.set(node, step);
    return step;
  };
  return { roots: nodes.map(visit), steps };
}

/** For each step, the steps that read it; one that reads it twice counts once. */
export function readersOf({ steps }: Plan): readonly (readonly number[])[] {
  const readers: number[][] = steps.map(() => []);
  steps.forEach(({ inputs }, step) => {
    for (const input of new Set(inputs)) readers[input].push(step);
  });
  return readers;
}
