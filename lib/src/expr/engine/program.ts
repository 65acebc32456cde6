import type { FieldSource } from "../fieldSource.js";
import { isLeaf } from "../node.js";
import { orderOf } from "./order.js";
import { type Plan, readersOf, type Step } from "./plan.js";

/** One thing to compute: a step of the plan, for the first time or again. It reads the results of instructions. */
export interface Instruction extends Step {
  /** The expressions whose values this is. */
  readonly delivers: readonly number[];
}

/**
 * A plan as a list of instructions, inputs first. At most `room` results (fields and constants not counted) wait for
 * later readers: beyond that the one that is needed last is forgotten and computed again. A single step that needs
 * more than `room` at once still gets them.
 */
export function makeProgram(plan: Plan, room: number): Instruction[] {
  return new Compiler(plan, room).run();
}

/** How many matrices of a source fit into this many megabytes. */
export function roomFor({ time, assets }: FieldSource, megabytes: number): number {
  const bytes = time.length * assets.length * Float64Array.BYTES_PER_ELEMENT;
  return Math.floor((megabytes * 2 ** 20) / Math.max(1, bytes));
}

class Compiler {
  private readonly program: Instruction[] = [];
  /** The instruction that holds a step's result, or −1. */
  private readonly holder: Int32Array;
  private readonly done: Uint8Array;
  /** Readers of a step that are not done. */
  private readonly readers: Int32Array;
  /** Instructions under way that need a step's result. */
  private readonly pins: Int32Array;
  private readonly held = new Set<number>();
  private readonly delivers: number[][];
  private readonly weight: Int32Array;
  /** The first expression, by its place in the order, that computes a step. */
  private readonly firstUse: Int32Array;
  private readonly readersOf: readonly (readonly number[])[];
  private readonly order: readonly number[];

  constructor(
    private readonly plan: Plan,
    private readonly room: number,
  ) {
    const { steps, roots } = plan;
    this.readersOf = readersOf(plan);
    this.order = orderOf(plan);
    this.holder = new Int32Array(steps.length).fill(-1);
    this.done = new Uint8Array(steps.length);
    this.readers = Int32Array.from(this.readersOf, (readers) => readers.length);
    this.pins = new Int32Array(steps.length);
    this.delivers = steps.map(() => []);
    roots.forEach((root, expression) => {
      this.delivers[root].push(expression);
    });
    this.weight = weightsOf(plan);
    this.firstUse = firstUses(plan, this.order);
  }

  run(): Instruction[] {
    for (const expression of this.order) {
      const root = this.plan.roots[expression];
      if (this.done[root] === 0) this.compute(root);
      this.drop(root);
    }
    return this.program;
  }

  /** The heaviest input first: while the others are computed, one result waits instead of many. */
  private compute(step: number): void {
    const { plan, holder, pins, done } = this;
    const { node, inputs } = plan.steps[step];
    const distinct = [...new Set(inputs)].sort((a, b) => this.weight[b] - this.weight[a] || a - b);
    for (const input of distinct) {
      if (holder[input] < 0) this.compute(input);
      pins[input]++;
    }
    if (!isLeaf(node)) this.makeRoom();
    const delivers = done[step] ? [] : this.delivers[step];
    const read = inputs.map((input) => holder[input]);
    holder[step] = this.program.push({ ...plan.steps[step], inputs: read, delivers }) - 1;
    if (!isLeaf(node)) this.held.add(step);
    for (const input of distinct) {
      pins[input]--;
      if (done[step] === 0) this.readers[input]--;
      this.drop(input);
    }
    done[step] = 1;
  }

  /** Forget a result that nobody needs any more. */
  private drop(step: number): void {
    if (this.pins[step] > 0 || this.readers[step] > 0 || isLeaf(this.plan.steps[step].node)) return;
    this.holder[step] = -1;
    this.held.delete(step);
  }

  private makeRoom(): void {
    while (this.held.size >= this.room) {
      let last = -1;
      let lastUse = -1;
      for (const step of this.held) {
        const use = this.pins[step] > 0 ? -1 : this.nextUse(step);
        if (use > lastUse) [last, lastUse] = [step, use];
      }
      if (last < 0) return;
      this.holder[last] = -1;
      this.held.delete(last);
    }
  }

  private nextUse(step: number): number {
    let next = this.order.length;
    for (const reader of this.readersOf[step]) {
      if (this.done[reader] === 0) next = Math.min(next, this.firstUse[reader]);
    }
    return next;
  }
}

/** How many results a step needs at once when everything below it is computed for it alone (Sethi & Ullman 1970). */
function weightsOf({ steps }: Plan): Int32Array {
  const weight = new Int32Array(steps.length);
  steps.forEach(({ node, inputs }, step) => {
    if (isLeaf(node)) return;
    const needs = [...new Set(inputs)].map((input) => weight[input]).sort((a, b) => b - a);
    weight[step] = Math.max(1, ...needs.map((need, k) => (need === 0 ? 1 : need + k)));
  });
  return weight;
}

function firstUses({ steps, roots }: Plan, order: readonly number[]): Int32Array {
  const first = new Int32Array(steps.length).fill(-1);
  order.forEach((expression, place) => {
    const visit = (step: number): void => {
      if (first[step] >= 0) return;
      first[step] = place;
      for (const input of steps[step].inputs) visit(input);
    };
    visit(roots[expression]);
  });
  return first;
}
