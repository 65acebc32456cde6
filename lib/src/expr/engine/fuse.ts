import { isLeaf } from "../node.js";
import { operatorOf } from "../operators/index.js";
import { type Piece, type Plan, readersOf, type Step } from "./plan.js";

/** Results of other steps that a fused step may read: all of them wait for it at once. */
const MOST_INPUTS = 6;

/**
 * Make one step of operators that follow each other and each need the same row of their inputs only: what lies between
 * them is then never written to memory. A step whose result somebody else needs, an expression or another step, stays
 * by itself, and what an operator reads from earlier rows must be there whole.
 */
export function fuse(plan: Plan): Plan {
  const heads = headsOf(plan);
  const members: number[][] = plan.steps.map(() => []);
  heads.forEach((head, step) => {
    members[head].push(step);
  });
  const steps: Step[] = [];
  const places = new Int32Array(plan.steps.length);
  plan.steps.forEach(({ node }, step) => {
    if (heads[step] !== step) return;
    const inputs = inputsOf(plan, members[step]);
    const pieces = members[step].length > 1 ? { pieces: piecesOf(plan, members[step], inputs) } : {};
    const read = members[step].length > 1 ? inputs : plan.steps[step].inputs;
    places[step] = steps.push({ node, inputs: read.map((input) => places[input]), ...pieces }) - 1;
  });
  return { steps, roots: plan.roots.map((root) => places[root]) };
}

/** For each step the last one of those that are computed together with it. */
function headsOf(plan: Plan): Int32Array {
  const { steps } = plan;
  const heads = Int32Array.from(steps, (_, step) => step);
  const readers = readersOf(plan);
  const roots = new Set(plan.roots);
  /** What those with this head read of others, as far as is known. */
  const outside = steps.map(({ inputs }) => new Set(inputs.filter((input) => !isLeaf(steps[input].node))));
  for (let step = steps.length - 1; step >= 0; step--) {
    if (roots.has(step) || readers[step].length === 0 || !isRowwise(steps[step])) continue;
    const head = heads[readers[step][0]];
    if (!readers[step].every((reader) => heads[reader] === head && takesPieces(steps[reader]))) continue;
    const joined = new Set([...outside[head], ...outside[step]]);
    joined.delete(step);
    if (joined.size > MOST_INPUTS) continue;
    heads[step] = head;
    outside[head] = joined;
  }
  return heads;
}

function isRowwise({ node }: Step): boolean {
  return !isLeaf(node) && operatorOf(node.op).rows !== undefined;
}

/** Does it read but the same row? */
function takesPieces(step: Step): boolean {
  return isRowwise(step) && operatorOf(step.node.op).lookback(step.node.params ?? {}) === 0;
}

/** What these steps read of others, without repetition. */
function inputsOf({ steps }: Plan, members: readonly number[]): number[] {
  const inputs = new Set(members.flatMap((member) => steps[member].inputs));
  for (const member of members) inputs.delete(member);
  return [...inputs];
}

function piecesOf({ steps }: Plan, members: readonly number[], inputs: readonly number[]): Piece[] {
  const places = new Map([...inputs, ...members].map((step, place) => [step, place]));
  return members.map((member) => {
    const { node, inputs: read } = steps[member];
    return {
      op: node.op,
      params: node.params ?? {},
      inputs: read.map((input) => places.get(input) as number),
    };
  });
}
