import { type AssetIndex, canonicalJson, fail, nearest, Panel, type TimeIndex } from "../core/index.js";
import { Factor } from "./factor.js";
import type { Node } from "./node.js";
import { operatorOf, type Shape } from "./operators/index.js";

/** What a factor is evaluated over: named panels of one shape, and groupings of their assets. */
export interface FieldSource {
  readonly time: TimeIndex;
  readonly assets: AssetIndex;
  /** Changes whenever the data change. */
  readonly fingerprint: string;
  /** The panel of a field, on exactly {@link time} × {@link assets}; an unknown field is an error. */
  panel(field: string): Panel;
  /** Group code per asset (−1: none) and the groups' names. */
  group(name: string): { codes: Int32Array; names: readonly string[] };
}

/** Evaluate one factor over a market: a panel on all its dates and assets. */
export function evaluate(source: FieldSource, factor: Factor): Panel;
/** Evaluate several factors together: what they share is computed once, a buffer nobody needs any more is reused. */
export function evaluate(source: FieldSource, factors: readonly Factor[]): Panel[];
export function evaluate(source: FieldSource, factors: Factor | readonly Factor[]): Panel | Panel[] {
  if (factors instanceof Factor) return evaluateAll(source, [factors])[0];
  if (!Array.isArray(factors)) refuse(factors);
  return evaluateAll(source, factors);
}

function refuse(received: unknown): never {
  const kind = (received as { kind?: string } | null)?.kind;
  return fail("expr.evaluate", "takes a factor or a list of factors", {
    received: kind ?? received,
    fix: kind === "label" ? "a label reads the future and is not a factor" : undefined,
  });
}

function evaluateAll(source: FieldSource, factors: readonly Factor[]): Panel[] {
  for (const factor of factors) if (!(factor instanceof Factor)) refuse(factor);
  const plan = makePlan(factors);
  const machine = new Machine(source, plan);
  return factors.map((factor, i) => {
    const values = machine.take(plan.roots[i]);
    return Panel.of(source.time, source.assets, values, { name: factor.name });
  });
}

interface Step {
  readonly node: Node;
  readonly inputs: readonly number[];
}

/** The distinct steps in an order in which inputs come first, and the step of each factor. */
interface Plan {
  readonly steps: readonly Step[];
  readonly roots: readonly number[];
}

function makePlan(factors: readonly Factor[]): Plan {
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
  return { roots: factors.map((factor) => visit(factor.node)), steps };
}

/** Runs the steps of a plan, each once, and gives a buffer back as soon as its last reader is done. */
class Machine {
  private readonly results: (Float64Array | undefined)[];
  private readonly readers: Int32Array;
  private readonly owned = new Set<Float64Array>();
  private readonly free: Float64Array[] = [];
  private readonly shape: Shape;
  private readonly size: number;

  constructor(
    private readonly source: FieldSource,
    private readonly plan: Plan,
  ) {
    this.size = source.time.length * source.assets.length;
    this.shape = {
      rows: source.time.length,
      columns: source.assets.length,
      group: (name) => source.group(name).codes,
    };
    this.results = new Array(plan.steps.length);
    this.readers = new Int32Array(plan.steps.length);
    for (const step of plan.steps) for (const input of step.inputs) this.readers[input]++;
    for (const root of plan.roots) this.readers[root]++;
  }

  /** The values of a step for a caller who keeps them. */
  take(step: number): Float64Array {
    const values = this.run(step);
    const last = --this.readers[step] === 0;
    const mine = last && this.owned.delete(values);
    if (last) this.results[step] = undefined;
    return mine ? values : values.slice();
  }

  private run(step: number): Float64Array {
    const done = this.results[step];
    if (done) return done;
    const { node, inputs } = this.plan.steps[step];
    const values = node.op === "field" ? this.field(String(node.params?.name)) : this.compute(node, inputs);
    this.results[step] = values;
    return values;
  }

  private compute(node: Node, inputs: readonly number[]): Float64Array {
    const constant = constantOf(node);
    if (constant) return this.buffer().fill(constant[0]);
    const operator = operatorOf(node.op);
    const args = inputs.map((input) => {
      const one = operator.constants && constantOf(this.plan.steps[input].node);
      return one || this.run(input);
    });
    const out = this.buffer();
    operator.apply(args, out, node.params ?? {}, this.shape);
    for (const input of inputs) this.release(input);
    return out;
  }

  private field(name: string): Float64Array {
    const { values } = this.source.panel(name);
    if (values.length !== this.size) {
      fail("expr.evaluate", `field ${name} must hold ${this.size} values`, { received: values.length });
    }
    return withoutInfinities(values);
  }

  private buffer(): Float64Array {
    const out = this.free.pop() ?? new Float64Array(this.size);
    this.owned.add(out);
    return out;
  }

  private release(step: number): void {
    if (--this.readers[step] > 0) return;
    const values = this.results[step];
    this.results[step] = undefined;
    if (values && this.owned.delete(values)) this.free.push(values);
  }
}

/** The one value of a constant. */
function constantOf({ op, params }: Node): Float64Array | undefined {
  if (op === "const") return Float64Array.of(Number(params?.value));
  return op === "missing" ? Float64Array.of(Number.NaN) : undefined;
}

/** Values of fields that were found to hold no infinity: panels do not change. */
const clean = new WeakSet<Float64Array>();

/** Infinite values of a field are missing; the field itself is left as it is. */
function withoutInfinities(values: Float64Array): Float64Array {
  if (clean.has(values)) return values;
  for (let i = 0; i < values.length; i++) {
    if (Math.abs(values[i]) === Number.POSITIVE_INFINITY) {
      return values.map((value) => (Number.isFinite(value) ? value : Number.NaN));
    }
  }
  clean.add(values);
  return values;
}

/** A source over panels in memory, for examples and tests. */
export function panelSource(
  fields: Readonly<Record<string, Panel>>,
  groups: Readonly<Record<string, readonly string[]>> = {},
): FieldSource {
  const panels = Object.entries(fields);
  if (panels.length === 0) fail("expr.panelSource", "needs at least one field");
  const [, first] = panels[0];
  for (const [name, panel] of panels) {
    if (!panel.time.equals(first.time) || !panel.assets.equals(first.assets)) {
      fail("expr.panelSource", `all fields must have the dates and assets of ${panels[0][0]}`, {
        received: name,
      });
    }
  }
  return {
    time: first.time,
    assets: first.assets,
    fingerprint: "in-memory",
    panel: (name) => fields[name] ?? missing("field", name, Object.keys(fields)),
    group: (name) => encode(groups[name] ?? missing("grouping", name, Object.keys(groups))),
  };
}

function missing(what: string, name: string, known: readonly string[]): never {
  const near = nearest(name, known);
  return fail(
    "expr.evaluate",
    `the market has no ${what} of this name; it has ${known.join(", ") || "none"}`,
    {
      received: name,
      fix: near && `did you mean ${near}?`,
    },
  );
}

function encode(labels: readonly string[]): { codes: Int32Array; names: readonly string[] } {
  const names = [...new Set(labels.filter(Boolean))].sort();
  return { codes: Int32Array.from(labels, (label) => names.indexOf(label)), names };
}
