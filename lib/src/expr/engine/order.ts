import { isLeaf } from "../node.js";
import { type Plan, readersOf } from "./plan.js";

/**
 * The order in which the expressions of a plan are finished, as their numbers: next is always the one that leaves the
 * fewest results waiting for others; of equals one that goes on with what is there, then the shortest, then the first
 * given. So what expressions share is used while it is there and then given back.
 */
export function orderOf(plan: Plan): number[] {
  const state = new Waiting(plan);
  const left = plan.roots.map((_, i) => i);
  const order: number[] = [];
  while (left.length > 0) {
    let best = 0;
    let bestCost = state.costOf(left[0]);
    for (let k = 1; k < left.length; k++) {
      const cost = state.costOf(left[k]);
      if (isLess(cost, bestCost)) [best, bestCost] = [k, cost];
    }
    const [next] = left.splice(best, 1);
    state.finish(next);
    order.push(next);
  }
  return order;
}

/** Results that are left waiting, 0 when it reads one that waits already, steps to do. */
type Cost = readonly [waiting: number, fresh: number, steps: number];

function isLess(a: Cost, b: Cost): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i] < b[i];
  return false;
}

/** Which steps are done, and how many readers each still has. */
class Waiting {
  private readonly done: Uint8Array;
  private readonly readers: Int32Array;
  /** Steps of each expression that are not done, leaves left out. */
  private readonly todo: Int32Array[];
  /** Readers of a step among the steps at hand. */
  private readonly here: Int32Array;

  constructor(private readonly plan: Plan) {
    const { steps, roots } = plan;
    this.done = Uint8Array.from(steps, ({ node }) => (isLeaf(node) ? 1 : 0));
    this.readers = Int32Array.from(readersOf(plan), (readers) => readers.length);
    this.here = new Int32Array(steps.length);
    this.todo = roots.map((root) => this.below(root));
  }

  costOf(expression: number): Cost {
    const { plan, here, readers, done } = this;
    const steps = this.remaining(expression);
    const touched: number[] = [];
    for (const step of steps) {
      for (const input of new Set(plan.steps[step].inputs)) {
        if (here[input]++ === 0) touched.push(input);
      }
    }
    let waiting = 0;
    let fresh = 1;
    for (const step of steps) if (readers[step] > here[step]) waiting++;
    for (const step of touched) {
      if (done[step] && !isLeaf(plan.steps[step].node)) {
        fresh = 0;
        if (readers[step] === here[step]) waiting--;
      }
      here[step] = 0;
    }
    return [waiting, fresh, steps.length];
  }

  finish(expression: number): void {
    for (const step of this.remaining(expression)) {
      this.done[step] = 1;
      for (const input of new Set(this.plan.steps[step].inputs)) this.readers[input]--;
    }
  }

  private remaining(expression: number): Int32Array {
    const steps = this.todo[expression];
    if (!steps.some((step) => this.done[step] === 1)) return steps;
    this.todo[expression] = steps.filter((step) => this.done[step] === 0);
    return this.todo[expression];
  }

  private below(root: number): Int32Array {
    const found = new Set<number>();
    const visit = (step: number): void => {
      if (this.done[step] || found.has(step)) return;
      for (const input of this.plan.steps[step].inputs) visit(input);
      found.add(step);
    };
    visit(root);
    return Int32Array.from(found);
  }
}
