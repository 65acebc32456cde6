import { expect, test } from "vitest";
import { adjustPValues, Panel, Random, setRecorder } from "../../../lib/src/core/index.js";
import { evaluatePanel, FactorReports, manyTests } from "../../../lib/src/ic/index.js";

const DATES = 150;
const NAMES = Array.from({ length: 25 }, (_, j) => `S${j}`);
const dates = Array.from({ length: DATES }, (_, i) => Date.UTC(2022, 0, 3) + i * 86_400_000);

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
/** Knows a little of the next move, the test's planted truth. */
const informed = Panel.fromArrays(
  dates,
  NAMES,
  random(2).map((row, i) => row.map((noise, j) => noise + 0.4 * (moves[i + 1]?.[j] ?? 0))),
  { name: "informed" },
);
const noises = Array.from({ length: 12 }, (_, k) =>
  Panel.fromArrays(dates, NAMES, random(10 + k), { name: `noise_${k}` }),
);
const reports = new FactorReports(
  [informed, ...noises].map((panel) => evaluatePanel(panel, close, { horizons: [1, 5] })),
);

test("p-values are corrected over all factors and horizons", () => {
  const { rows, tests } = reports.manyTests();
  expect(tests).toBe(26);
  expect(rows).toHaveLength(26);
  const p = rows.map((row) => row.p);
  expect(rows.map((row) => row.bh)).toEqual([...adjustPValues(p, "bh")]);
  expect(rows.map((row) => row.bonferroni)).toEqual([...adjustPValues(p, "bonferroni")]);
  expect(p[0]).toBe(reports.of("informed").metrics().rank_ic_p_h1);
});

test("the planted factor survives, noise does not", () => {
  const found = reports.manyTests().rows.filter((row) => row.bonferroni <= 0.05);
  expect(new Set(found.map((row) => row.factor))).toEqual(new Set(["informed"]));
  expect(found.every((row) => row.hlz)).toBe(true);
});

test("the comparison says how many survive", () => {
  expect(reports.toHtml()).toMatch(/Of 26 rank ICs, \d+ have p &lt; 0.05; \d+ survive Benjamini–Hochberg/);
});

test("what else the run has tried counts as tests that found nothing", () => {
  const some = reports.reports.slice(0, 3);
  const all = manyTests(some, 13);
  expect(all.tests).toBe(26);
  const padded = [...manyTests(some).rows.map((row) => row.p), ...new Array(20).fill(1)];
  expect(all.rows.map((row) => row.bh)).toEqual([...adjustPValues(padded, "bh")].slice(0, 6));
  expect(all.rows.map((row) => row.bonferroni)).toEqual([...adjustPValues(padded, "bonferroni")].slice(0, 6));
});

test("the number of trials comes from the run", () => {
  const recorder = { dataUsed: () => {}, trial: () => {}, trials: () => ({ count: 40, distinct: 20 }) };
  setRecorder(recorder);
  try {
    expect(reports.manyTests().tests).toBe(40);
  } finally {
    setRecorder(undefined);
  }
});
