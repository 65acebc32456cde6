import { isLeaf, type Node } from "./node.js";
import { operatorOf } from "./operators/index.js";

/**
 * Sessions before t that the value at t can depend on: 0 for a field, the sum along a chain of operators, the
 * largest over the inputs of one. `Infinity` when an operator carries its whole history (exponential means).
 */
export function lookbackOf(node: Node): number {
  if (isLeaf(node)) return 0;
  const inputs = (node.args ?? []).map(lookbackOf);
  return Math.max(0, ...inputs) + operatorOf(node.op).lookback(node.params ?? {});
}

/** Names of the market fields an expression reads, sorted. */
export function fieldsOf(node: Node): string[] {
  const names = new Set<string>();
  const visit = (inner: Node): void => {
    if (inner.op === "field") names.add(String(inner.params?.name));
    for (const arg of inner.args ?? []) visit(arg);
  };
  visit(node);
  return [...names].sort();
}
