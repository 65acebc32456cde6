import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AssetIndex, Panel, Random, TimeIndex } from "../../../lib/src/core/index.js";
import { evaluate, Factor, operators, panelSource, restartRow } from "../../../lib/src/expr/index.js";
import { library, set } from "../../../lib/src/factors/index.js";

const COLUMNS = 5;
const assets = AssetIndex.of(["A", "B", "C", "D", "E"]);

/** Rows `start` to `rows` of a market of noise around two levels, with holes and zeros. */
function market(names: readonly string[], rows: number, start: number) {
  const time = TimeIndex.of(Float64Array.from({ length: rows - start }, (_, i) => (i + start) * 86_400_000));
  const panels = names.map((name, k) => {
    const random = new Random(k + 1);
    const values = Float64Array.from({ length: rows * COLUMNS }, () => {
      const [x, u] = [random.normal(), random.uniform()];
      return u < 0.1 ? Number.NaN : u < 0.13 ? 1e9 + x : u < 0.15 ? 0 : Math.exp(x);
    });
    return [name, Panel.of(time, assets, values.slice(start * COLUMNS))] as const;
  });
  return panelSource(Object.fromEntries(panels), { sector: ["x", "y", "x", "", "y"] });
}

/** The first value after `row` that an evaluation from {@link restartRow} on gives differently. */
function firstDifference(factor: Factor, rows: number, row: number): string {
  const names = factor.fields;
  const start = restartRow(factor, row);
  const whole = evaluate(market(names, rows, 0), factor).values;
  const part = evaluate(market(names, rows, start), factor).values;
  for (let i = row * COLUMNS; i < rows * COLUMNS; i++) {
    const [x, y] = [whole[i], part[i - start * COLUMNS]];
    if (x !== y && !(Number.isNaN(x) && Number.isNaN(y)))
      return `${factor.name} from ${start}, ${i}: ${x} ${y}`;
  }
  return "";
}

/** One expression per operator of the registry, with windows of 12. */
function exampleOf(name: string, min?: number): Factor {
  const operator = operators.find((candidate) => candidate.name === name);
  if (!operator) throw new Error(name);
  const params: Record<string, number> = {};
  for (const [key, spec] of Object.entries(operator.params)) {
    if (key === "min" && min !== undefined) params.min = min;
    else if (!spec.optional)
      params[key] = key === "period" ? 3 : spec.kind === "number" ? 0.2 : spec.kind === "integer" ? 4 : 12;
  }
  if (name.startsWith("hurst")) Object.assign(params, { n: 36, min: 20 });
  const args = ["a", "b", "c"]
    .slice(0, operator.arity)
    .map((field) => ({ op: "field", params: { name: field } }));
  return Factor.fromJSON({ expression: { op: name, args, params } });
}

describe("an evaluation that begins at the restart row", () => {
  test.each(operators.map(({ name }) => name))("gives the same bits: %s", (name) => {
    const factors = [exampleOf(name)];
    if (operators.find((operator) => operator.name === name)?.params.min) factors.push(exampleOf(name, 8));
    for (const factor of factors) {
      for (const row of [60, 133, 250]) expect(firstDifference(factor, 280, row)).toBe("");
    }
  });

  test("gives the same bits for every factor of Alpha158 and of the core set", () => {
    const factors = [...set("alpha158"), ...set("core")].map(({ factor }) => factor);
    for (const factor of factors) expect(firstDifference(factor, 620, 611)).toBe("");
  });

  test("gives the same bits wherever it is cut", () => {
    const factors = [
      Factor.parse("close.returns(1).std(6).mean(4).rank()"),
      Factor.parse("close.corr(volume, 8).sub(close.beta(volume, 12))"),
      Factor.parse("close.kurt(10).decayLinear(5).zscore()"),
    ];
    fc.assert(
      fc.property(fc.constantFrom(...factors), fc.integer({ min: 1, max: 299 }), (factor, row) => {
        expect(firstDifference(factor, 300, row)).toBe("");
      }),
    );
  });
});

describe("restartRow", () => {
  test.each([
    ["close", 100, 100],
    ["close.lag(7)", 100, 93],
    ["close.mean(10)", 100, 90],
    ["close.mean(10).lag(3)", 100, 80],
    ["close.mean(10) / close.mean(15)", 100, 60],
    ["close.mean(10)", 9, 0],
    ["close.ewm({ alpha: 0.1 })", 1000, 0],
    ["close.mean(7).std(11).max(13)", 900, 0],
  ])("%s, row %i: from %i", (text, row, start) => {
    expect(restartRow(Factor.parse(text), row)).toBe(start);
  });

  test("saves something for most of the library within ten years", () => {
    const finite = library.map(({ factor }) => factor).filter(({ lookback }) => lookback < 520);
    const saved = finite.filter((factor) => restartRow(factor, 2520) > 0);
    expect(saved.length / finite.length).toBeGreaterThan(0.9);
  });
});
