import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AssetIndex, Panel, Random, TimeIndex } from "../../../lib/src/core/index.js";
import { fuse } from "../../../lib/src/expr/engine/fuse.js";
import { makePlan, type Plan } from "../../../lib/src/expr/engine/plan.js";
import { makeProgram } from "../../../lib/src/expr/engine/program.js";
import { runProgram } from "../../../lib/src/expr/engine/runProgram.js";
import { type FieldSource, type Node, panelSource } from "../../../lib/src/expr/index.js";

const FIELDS = ["open", "close", "volume"];
const CONSTANTS = [-1, 0, -0, 0.5, 2, 3, 5, 1e300];
const ONE = ["neg", "abs", "exp", "log", "sqrt", "sign", "isMissing", "rank", "demean", "zscore", "scale"];
const TWO = "add sub mul div power signedPower atLeast atMost gt ge lt le eq ifMissing mask".split(" ");
const BACK = ["lag", "delta", "returns", "logReturns"];
const GROUPED = ["rank", "demean", "scale", "groupMean"];

/** Numbers of all sizes with holes, zeros of both signs and ties; infinite ones too, which a field may hold. */
function market(rows: number, columns: number, seed: number): FieldSource {
  const random = new Random(seed);
  const odd = [Number.NaN, 0, -0, 1, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5e-324, -1e308];
  const value = () =>
    random.uniform() < 0.3
      ? odd[random.integer(odd.length)]
      : random.normal() * 10 ** (random.integer(5) - 2);
  const time = TimeIndex.of(Float64Array.from({ length: rows }, (_, i) => i * 86_400_000));
  const assets = AssetIndex.of(Array.from({ length: columns }, (_, j) => `S${j}`));
  const panels = FIELDS.map((name) => {
    return [name, Panel.of(time, assets, Float64Array.from({ length: rows * columns }, value))] as const;
  });
  const sector = Array.from({ length: columns }, (_, j) => ["", "a", "b"][(j * 7) % 3]);
  return panelSource(Object.fromEntries(panels), { sector });
}

/** An expression from numbers: an operator of one, two or three of those before it, each time. */
function expressionOf(seeds: readonly number[]): Node {
  const leaves = [
    ...FIELDS.map((name) => ({ op: "field", params: { name } })),
    ...CONSTANTS.map((value) => ({ op: "const", params: { value } })),
    { op: "missing" },
  ];
  const made: Node[] = [{ op: "field", params: { name: FIELDS[seeds[0] % FIELDS.length] } }];
  for (const seed of seeds) {
    const pick = (k: number): Node => {
      const place = Math.floor(seed / 7 ** k);
      return place % 3 === 0 ? leaves[place % leaves.length] : made[made.length - 1 - (place % made.length)];
    };
    const of = (names: readonly string[]) => names[seed % names.length];
    const kind = Math.floor(seed / 64) % 8;
    if (kind < 3) made.push({ op: of(TWO), args: [pick(1), pick(2)] });
    else if (kind < 5) made.push({ op: of(ONE), args: [pick(1)] });
    else if (kind === 5) made.push({ op: "where", args: [pick(1), pick(2), pick(3)] });
    else if (kind === 6) made.push({ op: of(GROUPED), args: [pick(1)], params: { by: "sector" } });
    else made.push({ op: of([...BACK, "mean"]), args: [pick(1)], params: { n: 1 + (seed % 5) } });
  }
  return made[made.length - 1];
}

const expressions = fc
  .array(fc.array(fc.nat(), { minLength: 2, maxLength: 14 }), { minLength: 1, maxLength: 4 })
  .map((seeds) => seeds.map(expressionOf));
/** Fewer rows than are taken at a time, more, and not a multiple of it; odd and even widths. */
const shapes = fc.constantFrom([1, 1], [3, 2], [9, 7], [40, 331], [5, 5001], [4100, 1]);

function valuesOf(source: FieldSource, plan: Plan, room: number): Buffer[] {
  const results: Buffer[] = [];
  for (const deliveries of runProgram(source, makeProgram(plan, room))) {
    for (const { expression, values } of deliveries) results[expression] = Buffer.from(values.buffer);
  }
  return results;
}

describe("operators that are computed together", () => {
  it("give what they give one after the other, bit for bit", () => {
    let together = 0;
    fc.assert(
      fc.property(expressions, shapes, fc.nat(), (nodes, [rows, columns], seed) => {
        const source = market(rows, columns, seed);
        const plan = makePlan(nodes);
        const fused = fuse(plan);
        together += plan.steps.length - fused.steps.length;
        const expected = valuesOf(source, plan, Number.POSITIVE_INFINITY);
        for (const room of [Number.POSITIVE_INFINITY, 0]) {
          valuesOf(source, fused, room).forEach((values, i) => {
            expect(values.equals(expected[i])).toBe(true);
          });
        }
      }),
      { numRuns: 150 },
    );
    expect(together).toBeGreaterThan(300);
  });
});
