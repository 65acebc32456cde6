import { describe, expect, test } from "vitest";
import { adjustPValues, Panel, Random, setRecorder } from "../../../lib/src/core/index.js";
import { field, panelSource } from "../../../lib/src/expr/index.js";
import { correlation, DEFAULT_TEST, evaluate, prune, stability } from "../../../lib/src/ic/index.js";
import { deflatedSharpe } from "../../../lib/src/risk/index.js";

const DATES = 160;
const NAMES = Array.from({ length: 25 }, (_, j) => `S${j}`);
const dates = Array.from({ length: DATES }, (_, i) => Date.UTC(2022, 0, 3 + i));

function random(seed: number): number[][] {
  const generator = new Random(seed);
  return Array.from({ length: DATES }, () => NAMES.map(() => generator.normal()));
}

const moves = random(1);
const level = NAMES.map(() => 0);
const close = Panel.fromArrays(
  dates,
  NAMES,
  moves.map((row) =>
    row.map((move, j) => {
      level[j] += 0.01 * move;
      return Math.exp(level[j]);
    }),
  ),
);
/** Knows a part of the next move: the planted truth. */
const informed = (seed: number, share: number) =>
  Panel.fromArrays(
    dates,
    NAMES,
    random(seed).map((row, i) => row.map((noise, j) => noise + share * (moves[i + 1]?.[j] ?? 0))),
  );
const source = panelSource({
  close,
  good: informed(2, 0.4),
  noise_1: informed(3, 0),
  noise_2: informed(4, 0),
});
const good = field("good");
const echo = good.mul(good).mul(good).add(field("noise_1").mul(0.2)).mul(-1).named("echo");
const factors = [field("noise_1"), good, echo, field("noise_2")];
const reports = await evaluate(source, factors, { horizons: [1, 5] });

describe("ranking", () => {
  const ranked = reports.ranking({ horizon: 1, costBps: 10 });
  const row = (name: string) => {
    const found = ranked.rows.find(({ factor }) => factor === name);
    if (!found) throw new Error(name);
    return found;
  };

  test("puts the least doubtful first", () => {
    const p = ranked.rows.map((one) => one.p);
    expect(p).toEqual([...p].sort((a, b) => a - b));
    expect(ranked.rows.slice(0, 2).map(({ factor }) => factor)).toEqual(["good", "echo"]);
    expect(ranked.toText()).toMatch(/^2 of 4 factors survive Benjamini–Hochberg at 1 session, first good;/);
  });

  test("figures are those of the reports; p-values are corrected over factors and horizons", () => {
    const all = reports.reports.flatMap(({ horizons }) => horizons.map((h) => h.inference[DEFAULT_TEST].p));
    const corrected = adjustPValues(all, "bh");
    reports.reports.forEach((report, i) => {
      const at = report.horizon(1);
      expect(row(report.name)).toMatchObject({
        ic: at.icStats.mean,
        rankIc: at.rankIcStats.mean,
        icir: at.rankIcStats.ir,
        pAdjusted: corrected[2 * i],
        sameSign: stability(at.rankIc, { windows: [5] })[0].sameSign,
        decay: report.horizon(5).rankIcStats.mean / at.rankIcStats.mean,
      });
    });
  });

  test("a factor that points down is held the other way round", () => {
    expect([row("good").direction, row("echo").direction]).toEqual([1, -1]);
    expect(row("echo").rankIc).toBeLessThan(0);
    expect(row("echo").spread).toBeCloseTo(-reports.of("echo").horizon(1).quantiles.spreadStats.mean, 15);
    expect(row("echo").sharpe).toBeGreaterThan(1);
  });

  test("costs: four halves of the turnover, and a break-even that uses up the spread", () => {
    for (const { factor, spread, traded, netSpread, breakEvenBps } of ranked.rows) {
      const { means } = reports.of(factor).horizon(1).turnover;
      expect(traded).toBeCloseTo(2 * (means[0] + means[4]), 14);
      expect(netSpread).toBeCloseTo(spread - traded * 0.001, 14);
      expect(spread - (traded * breakEvenBps) / 1e4).toBeCloseTo(0, 14);
    }
  });

  test("Sharpe ratios of returns that do not overlap, deflated by two directions per factor", () => {
    const far = reports.ranking({ horizon: 5 });
    const spread = reports.of("good").horizon(5).quantiles.spread;
    const held = spread.filter((_, i) => i % 5 === 0);
    const expected = deflatedSharpe(held, { trials: 8, periodsPerYear: 252 / 5 });
    const found = far.rows.find(({ factor }) => factor === "good");
    expect(found?.sharpe).toBeCloseTo(expected.sharpe, 12);
    expect(found?.deflatedSharpe).toBeCloseTo(expected.value, 12);
    expect(far.trials).toBe(8);
  });

  test("a run that has tried more deflates by more", () => {
    setRecorder({ dataUsed: () => {}, trial: () => {}, trials: () => ({ count: 90, distinct: 60 }) });
    const strict = reports.ranking({ horizon: 1 });
    setRecorder(undefined);
    expect(strict.trials).toBe(120);
    const of = (ranking: typeof ranked) =>
      ranking.rows.find(({ factor }) => factor === "noise_1")?.deflatedSharpe;
    expect(of(strict)).toBeLessThan(of(ranked) ?? 0);
  });

  test("a correlation adds clusters and says what is redundant with a better one", async () => {
    const alike = await correlation(source, factors);
    const { rows, toHtml } = reports.ranking({ horizon: 1, correlation: alike });
    expect(rows[0].redundantWith).toBeUndefined();
    expect(rows[1]).toMatchObject({ factor: "echo", redundantWith: "good", cluster: rows[0].cluster });
    expect(rows[1].rho).toBe(alike.rho("good", "echo"));
    expect(toHtml.call(reports.ranking({ horizon: 1, correlation: alike }))).toContain("redundant with");
    const part = await correlation(source, factors.slice(0, 2));
    expect(() => reports.ranking({ correlation: part })).toThrow("must have every ranked factor");
  });

  test("half-lives are fitted when asked for", () => {
    expect(ranked.toText()).not.toContain("half-life");
    const faded = reports.ranking({ horizon: 1, maxHorizon: 8 });
    expect(faded.rows[0].halfLife).toBe(reports.of("good").decay({ maxHorizon: 8 }).halfLife);
    expect(faded.rows[0].halfLife).toBeLessThan(1);
    expect(faded.toText()).toContain("half-life [sessions]");
  });

  test("prunes by a score of the same reports", async () => {
    const alike = await correlation(source, factors);
    const pruned = prune(alike, reports, { horizon: 1 });
    expect(pruned.kept).not.toContain("echo");
    expect(pruned.dropped[0]).toMatchObject({ factor: "echo", for: "good" });
    expect(pruned.dropped[0].better).toBe(Math.abs(reports.of("good").horizon(1).rankIcStats.ir));
    expect(prune(alike, reports, { score: "t" }).score).toBe("|t| of the rank IC at 5 sessions");
  });

  test("a factor without a rank IC comes last, with nothing invented", async () => {
    const flat = field("close").sub(field("close")).named("flat");
    const some = await evaluate(source, [flat, good], { horizons: [1] });
    const last = some.ranking().rows[1];
    expect(last.factor).toBe("flat");
    for (const key of ["rankIc", "p", "spread", "sharpe", "deflatedSharpe", "sameSign", "decay"] as const) {
      expect(last[key], key).toBeNaN();
    }
  });

  test("is part of the comparison", () => {
    expect(reports.toHtml()).toContain("deflated Sharpe");
    expect(() => reports.ranking({ horizon: 2 })).toThrow(
      "horizon must be one that noise_1 was evaluated at",
    );
    expect(() => reports.ranking({ cost: 2 } as object)).toThrow("unknown option");
  });
});
