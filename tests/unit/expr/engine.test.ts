import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AssetIndex, Panel, Random, TimeIndex } from "../../../lib/src/core/index.js";
import { makePlan, type Plan } from "../../../lib/src/expr/engine/plan.js";
import { makeProgram } from "../../../lib/src/expr/engine/program.js";
import {
  computeEach,
  evaluate,
  Factor,
  field,
  forwardReturn,
  type Node,
  type Progress,
  panelSource,
} from "../../../lib/src/expr/index.js";
import { set } from "../../../lib/src/factors/index.js";

const ROWS = 80;
const COLUMNS = 7;
const FIELDS = ["open", "high", "low", "close", "volume"];

function market() {
  const random = new Random(4);
  const time = TimeIndex.of(Float64Array.from({ length: ROWS }, (_, i) => i * 86_400_000));
  const assets = AssetIndex.of(Array.from({ length: COLUMNS }, (_, j) => `S${j}`));
  const values = () =>
    Float64Array.from({ length: ROWS * COLUMNS }, () =>
      random.uniform() < 0.02 ? Number.NaN : 10 + random.normal(),
    );
  const panels = FIELDS.map((name) => [name, Panel.of(time, assets, values(), { name })] as const);
  return panelSource(Object.fromEntries(panels), { sector: ["a", "a", "b", "b", "b", "", "a"] });
}

const source = market();
const alpha158 = set("alpha158").map(({ factor }) => factor);
const bits = ({ values }: Panel) => Buffer.from(values.buffer, values.byteOffset, values.byteLength);

async function collect(factors: readonly Factor[], options = {}): Promise<Panel[]> {
  const panels: Panel[] = new Array(factors.length);
  for await (const { index, panel } of computeEach(source, factors, options)) panels[index] = panel;
  return panels;
}

describe("evaluating a set", () => {
  const alone = alpha158.map((factor) => evaluate(source, factor));

  it("gives what each factor alone gives, to the last bit", async () => {
    const together = evaluate(source, alpha158);
    const streamed = await collect(alpha158);
    const crowded = await collect(alpha158, { memory: 0 });
    alone.forEach((panel, i) => {
      for (const other of [together[i], streamed[i], crowded[i]]) {
        expect(other.name).toBe(panel.name);
        expect(bits(other).equals(bits(panel))).toBe(true);
      }
    });
  });

  it("gives a field, a constant and the same expression twice as panels of their own", async () => {
    const { close } = { close: field("close") };
    const constant = Factor.parse("2");
    for (const panels of [
      evaluate(source, [close, close.lag(1), close.lag(1).named("again"), constant]),
      await collect([close, close.lag(1), close.lag(1).named("again"), constant]),
    ]) {
      expect(bits(panels[0]).equals(bits(source.panel("close")))).toBe(true);
      expect(bits(panels[1]).equals(bits(panels[2]))).toBe(true);
      expect(new Set(panels.map(({ values }) => values.buffer)).size).toBe(4);
      expect(panels[0].values).not.toBe(source.panel("close").values);
      expect(panels[3].values.every((value) => value === 2)).toBe(true);
    }
  });

  it("leaves a delivered panel alone while later factors read it", async () => {
    const base = field("close").mean(5);
    const factors = [base, base.rank(), base.lag(2).sub(base), base.neg()];
    const seen: [number, Buffer][] = [];
    const panels: Panel[] = [];
    for await (const { index, panel } of computeEach(source, factors)) {
      seen.push([index, Buffer.from(bits(panel))]);
      panels[index] = panel;
    }
    for (const [index, then] of seen) expect(bits(panels[index]).equals(then)).toBe(true);
  });

  it("tells its progress", async () => {
    const told: Progress[] = [];
    await collect(alpha158.slice(0, 5), { onProgress: (progress: Progress) => told.push(progress) });
    expect(told.map(({ done, total }) => `${done}/${total}`)).toEqual(["1/5", "2/5", "3/5", "4/5", "5/5"]);
    expect(told.map(({ name }) => name).sort()).toEqual(
      alpha158
        .slice(0, 5)
        .map(({ name }) => name)
        .sort(),
    );
  });

  it("stops when it is aborted, and says how far it came", async () => {
    const controller = new AbortController();
    const seen: string[] = [];
    const run = async () => {
      for await (const { factor } of computeEach(source, alpha158, { signal: controller.signal })) {
        seen.push(factor.name);
        if (seen.length === 3) controller.abort(new Error("enough"));
      }
    };
    await expect(run()).rejects.toThrow(/computeEach: was cancelled after 3 of 158 factors/);
    expect(seen.length).toBe(3);
    await expect(run()).rejects.toMatchObject({ cause: { message: "enough" } });
  });

  it("can be left early", async () => {
    for await (const { panel } of computeEach(source, alpha158)) {
      expect(panel.shape).toEqual([ROWS, COLUMNS]);
      break;
    }
  });

  it.each([
    [
      () => computeEach(source, alpha158, { thread: 2 } as never),
      /unknown option "thread".*did you mean threads/,
    ],
    [() => computeEach(source, alpha158, { threads: 0 }), /threads must be a positive integer/],
    [() => computeEach(source, alpha158, { memory: -1 }), /memory must be/],
    [() => computeEach(source, [forwardReturn(5)] as never), /a label reads the future/],
    [() => computeEach(source, field("close") as never), /takes a factor or a list/],
  ])("refuses what cannot be meant (%#)", (call, message) => {
    expect(call).toThrow(message);
  });
});

/** Random expressions over few leaves, so that they share a lot. */
const expressions: fc.Arbitrary<Node[]> = fc
  .array(fc.array(fc.nat(), { minLength: 3, maxLength: 12 }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((seeds) => seeds.map(expressionOf));

function expressionOf(seeds: readonly number[]): Node {
  const stack: Node[] = [{ op: "field", params: { name: FIELDS[seeds[0] % 3] } }];
  for (const seed of seeds) {
    const top = stack[stack.length - 1];
    if (seed % 4 === 0) stack.push({ op: "field", params: { name: FIELDS[seed % 5] } });
    else if (seed % 4 === 1) stack.push({ op: "rank", args: [top] });
    else if (stack.length > 1) {
      const [right, left] = [stack.pop() as Node, stack.pop() as Node];
      stack.push({ op: seed % 4 === 2 ? "add" : "mul", args: [left, right] });
    } else stack.push({ op: "lag", args: [top], params: { n: 1 + (seed % 3) } });
  }
  return stack[stack.length - 1];
}

/** Most results that wait or are being made at any time, fields left out. */
function mostHeld(program: ReturnType<typeof makeProgram>): number {
  const last = program.map((_, i) => i);
  program.forEach(({ inputs }, i) => {
    for (const input of inputs) last[input] = i;
  });
  let most = 0;
  program.forEach((_, now) => {
    const held = program.filter(({ node }, i) => node.op !== "field" && i <= now && last[i] >= now).length;
    most = Math.max(most, held);
  });
  return most;
}

const leavesOut = ({ steps }: Plan) => steps.filter(({ node }) => node.op !== "field").length;

describe("a program", () => {
  it("computes every step once when there is room, inputs first, and delivers every expression once", () => {
    fc.assert(
      fc.property(expressions, (nodes) => {
        const plan = makePlan(nodes);
        const program = makeProgram(plan, Number.POSITIVE_INFINITY);
        expect(program.filter(({ node }) => node.op !== "field").length).toBe(leavesOut(plan));
        program.forEach(({ inputs }, i) => {
          expect(inputs.every((input) => input < i)).toBe(true);
        });
        const delivered = program.flatMap(({ delivers }) => delivers);
        expect(delivered.sort((a, b) => a - b)).toEqual(nodes.map((_, i) => i));
      }),
    );
  });

  it("holds no more than there is room for, or than one expression needs, and still delivers all", () => {
    fc.assert(
      fc.property(expressions, fc.integer({ min: 1, max: 6 }), (nodes, room) => {
        const program = makeProgram(makePlan(nodes), room);
        const needed = Math.max(...nodes.map((node) => mostHeld(makeProgram(makePlan([node]), 0))));
        expect(mostHeld(program)).toBeLessThanOrEqual(Math.max(room, needed));
        expect(program.flatMap(({ delivers }) => delivers).length).toBe(nodes.length);
      }),
    );
  });

  it("keeps few results of Alpha158 waiting", () => {
    const plan = makePlan(alpha158.map(({ node }) => node));
    expect(mostHeld(makeProgram(plan, Number.POSITIVE_INFINITY))).toBeLessThanOrEqual(12);
  });
});
