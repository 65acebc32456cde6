import { describe, expect, test } from "vitest";
import { AssetIndex, Panel, Random, setRecorder, spearman, TimeIndex } from "../../../lib/src/core/index.js";
import { field, panelSource } from "../../../lib/src/expr/index.js";
import { meanRankCorrelations } from "../../../lib/src/ic/compare/meanRankCorrelations.js";
import { correlation, prune } from "../../../lib/src/ic/index.js";

const DATES = 12;
const SYMBOLS = 15;

/** Factors x0 … that share a part of their noise, by how much. */
function market(seed: number, shared: readonly number[]) {
  const random = new Random(seed);
  const cells = DATES * SYMBOLS;
  const common = Float64Array.from({ length: cells }, () => random.normal());
  const time = TimeIndex.of(Array.from({ length: DATES }, (_, i) => Date.UTC(2021, 0, 1 + i)));
  const assets = AssetIndex.of(Array.from({ length: SYMBOLS }, (_, j) => `S${j}`));
  const fields = shared.map((part, k) => {
    const values = common.map((value) => part * value + (1 - Math.abs(part)) * random.normal());
    return [`x${k}`, Panel.of(time, assets, values)] as const;
  });
  return { source: panelSource(Object.fromEntries(fields)), factors: shared.map((_, k) => field(`x${k}`)) };
}

describe("correlation", () => {
  const { source, factors } = market(1, [1, 0.9, -0.9, 0, 0, 0.7]);

  test("is Spearman's, averaged over dates, where both factors cover the same names", async () => {
    const ours = await correlation(source, factors);
    const [a, b] = [source.panel("x1"), source.panel("x5")];
    const daily = Array.from({ length: DATES }, (_, i) => spearman(a.row(i), b.row(i)));
    expect(ours.rho("x1", "x5")).toBeCloseTo(daily.reduce((sum, r) => sum + r) / DATES, 12);
  });

  test("is symmetric, 1 on the diagonal, blind to monotone transforms, and turns with the sign", async () => {
    const ours = await correlation(source, factors);
    const size = factors.length;
    for (let a = 0; a < size; a++) {
      expect(ours.values[a * size + a]).toBe(1);
      for (let b = 0; b < size; b++) expect(ours.values[a * size + b]).toBe(ours.values[b * size + a]);
    }
    const [x, y] = factors;
    const turned = await correlation(source, [x.mul(-3).named("minus"), y.mul(2).add(1).named("line"), x]);
    expect(turned.rho("minus", "x0")).toBeCloseTo(-1, 12);
    expect(turned.rho("minus", "line")).toBeCloseTo(-ours.rho("x0", "x1"), 12);
  });

  test("clusters stand together in the order, are numbered along it, and hold opposite factors", async () => {
    const ours = await correlation(source, factors);
    const along = ours.order.map((f) => ours.clusters[f]);
    expect(along).toEqual([...along].sort((a, b) => a - b));
    expect(ours.clusterOf("x0")).toBe(ours.clusterOf("x2"));
    expect(ours.groups().flat().sort()).toEqual(["x0", "x1", "x2", "x3", "x4", "x5"]);
    const one = await correlation(source, factors, { clusterAt: 0 });
    expect(one.groups().length).toBe(1);
    const apart = await correlation(source, factors, { clusterAt: 1 });
    expect(apart.groups().length).toBe(6);
  });

  test("a span, every fifth date, and a minimum of names that no date has", async () => {
    const part = await correlation(source, factors, { from: "2021-01-03", to: "2021-01-05" });
    expect([part.from, part.to, part.dates[1]]).toEqual(["2021-01-03", "2021-01-05", 3]);
    const some = await correlation(source, factors, { every: 5 });
    const daily = [0, 5, 10].map((i) => spearman(source.panel("x1").row(i), source.panel("x5").row(i)));
    expect(some.rho("x1", "x5")).toBeCloseTo((daily[0] + daily[1] + daily[2]) / 3, 12);
    const none = await correlation(source, factors, { minNames: 16 });
    expect(none.rho("x0", "x1")).toBeNaN();
    expect(none.pairs()).toEqual([]);
    expect(none.groups().length).toBe(6);
  });

  test("in parts of the dates, when ranks would take too much memory, it says the same", async () => {
    const extent = { span: { start: 0, end: DATES }, every: 1, minNames: 2 };
    const whole = await meanRankCorrelations(source, factors, extent);
    const parts = await meanRankCorrelations(source, factors, { ...extent, budget: 5 * 2 * SYMBOLS * 6 });
    expect(parts).toEqual(whole);
  });

  test("counts as no trial", async () => {
    let trials = 0;
    setRecorder({ dataUsed: () => {}, trial: () => trials++ });
    await correlation(source, factors);
    setRecorder(undefined);
    expect(trials).toBe(0);
  });

  test("shows itself with the finding first; of more than 30 factors one per cluster is drawn", async () => {
    const ours = await correlation(source, factors);
    expect(ours.toText()).toMatch(/^6 factors form \d clusters at \|ρ\| ≥ 0.5; most alike: x\d and x\d/);
    expect(ours.toHtml()).toContain("<svg");
    const many = market(
      2,
      Array.from({ length: 34 }, (_, k) => (k < 10 ? 0.95 : 0)),
    );
    const wide = await correlation(many.source, many.factors);
    expect(wide.figure().subtitle).toMatch(/factors not drawn/);
    expect(wide.figure().toSvg()).toContain("<svg");
  });

  test("refuses what makes no matrix", async () => {
    await expect(correlation(source, [factors[0]])).rejects.toThrow("at least 2 factors");
    await expect(correlation(source, [factors[0], factors[0]])).rejects.toThrow("distinct names");
    await expect(correlation(source, factors, { clusterat: 1 } as object)).rejects.toThrow(
      "did you mean clusterAt?",
    );
    const ours = await correlation(source, factors);
    expect(() => ours.rho("x0", "x9")).toThrow("did you mean x0?");
  });
});

describe("prune", () => {
  const { source, factors } = market(3, [1, 0.97, -0.97, 0, 0.6]);

  test("keeps the better of two alike factors and says which was dropped for which", async () => {
    const alike = await correlation(source, factors);
    const scores = { x0: 0.2, x1: 0.5, x2: 0.1, x3: 0.05, x4: 0.3 };
    const { kept, dropped, close } = prune(alike, scores, { drop: 0.95, report: 0.6 });
    expect(kept).toEqual(["x1", "x4", "x3"]);
    expect(dropped.map((one) => [one.factor, one.for, one.score, one.better])).toEqual([
      ["x0", "x1", 0.2, 0.5],
      ["x2", "x1", 0.1, 0.5],
    ]);
    expect(dropped[1].rho).toBe(alike.rho("x1", "x2"));
    expect(dropped[1].rho).toBeLessThan(-0.95);
    expect(close.map(({ a, b }) => [a, b])).toEqual([["x1", "x4"]]);
  });

  test("nothing that is kept is more alike than the limit; every dropped factor has its reason", async () => {
    for (const drop of [0.3, 0.6, 0.9]) {
      const alike = await correlation(source, factors);
      const { kept, dropped } = prune(alike, { x0: 1, x3: Number.NaN }, { drop, report: drop });
      expect([...kept, ...dropped.map((one) => one.factor)].sort()).toEqual(["x0", "x1", "x2", "x3", "x4"]);
      for (const a of kept)
        for (const b of kept) if (a !== b) expect(Math.abs(alike.rho(a, b))).toBeLessThanOrEqual(drop);
      for (const one of dropped) expect(kept).toContain(one.for);
    }
  });

  test("shows itself, and refuses what it cannot use", async () => {
    const alike = await correlation(source, factors);
    const pruned = prune(alike, { x0: 1 });
    expect(pruned.toText()).toMatch(/^3 of 5 factors stay; 2 repeat a better one \(\|ρ\| > 0.9\)/);
    expect(pruned.toHtml()).toContain("number of tests stays 5");
    expect(() => prune(alike, { x0: 1 }, { report: 0.95 })).toThrow("report must be a finite number");
    expect(() => prune(alike, { x0: 1 }, { score: "t" })).toThrow("belong to reports");
  });
});
