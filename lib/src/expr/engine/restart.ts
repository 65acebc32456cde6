import type { Factor } from "../factor.js";
import { isLeaf, type Node } from "../node.js";
import { operatorOf } from "../operators/index.js";

/**
 * The latest row at which an evaluation may begin so that its values from `row` on are those of an evaluation of the
 * whole history, to the last bit; 0 when it must begin at the start, as with an infinite look-back.
 *
 * Rolling kernels cut rows into blocks as long as the window, and where blocks begin decides the last digits. So the
 * start is a multiple of every window in the expression, at least a look-back before `row`.
 */
export function restartRow(factor: Factor, row: number): number {
  const latest = row - factor.lookback;
  if (!(latest > 0)) return 0;
  const step = alignmentOf(factor.node);
  return Math.floor(latest / step) * step;
}

/** Least common multiple of all windows of an expression; more than any history has rows when there is no other. */
function alignmentOf(node: Node): number {
  const own = isLeaf(node) ? 1 : windowOf(node);
  return (node.args ?? []).map(alignmentOf).reduce(leastCommonMultiple, own);
}

function windowOf({ op, params }: Node): number {
  return operatorOf(op).params.n?.kind === "window" ? Number(params?.n) : 1;
}

function leastCommonMultiple(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return Math.min((a / x) * b, Number.MAX_SAFE_INTEGER);
}
