import { describe, expect, test } from "vitest";
import { TRADING_KPIS } from "../../lib/src/backtest/index.js";
import { Panel, Random } from "../../lib/src/core/index.js";
import { operators } from "../../lib/src/expr/index.js";
import { evaluatePanel, IC_METRICS } from "../../lib/src/ic/index.js";
import { KPIS, type KpiDefinition } from "../../lib/src/risk/index.js";

describe("key figures declare their conventions", () => {
  test.each(Object.entries<KpiDefinition>({ ...KPIS, ...TRADING_KPIS }))("%s", (_, kpi) => {
    const told = `${kpi.meaning} ${kpi.source} ${kpi.missing}`;
    if (/year/.test(kpi.unit)) expect(kpi.annualisation, "year length").not.toBe("none");
    if (/operatorname\{sd\}|\{n-1\}/.test(kpi.formula)) expect(kpi.ddof, "ddof").toBe(1);
    if (/q_\{/.test(kpi.formula)) expect(told, "interpolation").toMatch(/linear/);
    expect(kpi.missing).not.toBe("");
    expect(kpi.source).not.toBe("");
  });
});

describe("operators declare their conventions", () => {
  test.each(operators.map(({ name, formula }) => [name, formula] as const))("%s", (name, formula) => {
    if (/std$|variance|zscore|^cov$/i.test(name)) expect(formula, "ddof").toMatch(/ddof 1|weights/);
    if (/skew|kurt/i.test(name)) expect(formula, "bias").toMatch(/bias|population/);
    if (/quantile|median|winsorize$|bucket/i.test(name)) {
      expect(formula, "interpolation").toMatch(/type 7|two middle|qcut/);
    }
    if (/rank|argm/i.test(name)) expect(formula, "ties").toMatch(/ties|average rank|oldest/);
  });
});

test("every figure of a report in the run record has a definition", () => {
  const random = new Random(1);
  const symbols = Array.from({ length: 12 }, (_, j) => `S${j}`);
  const dates = Array.from({ length: 40 }, (_, i) => Date.UTC(2024, 0, 1 + i));
  const panel = (draw: () => number) =>
    Panel.fromArrays(
      dates,
      symbols,
      dates.map(() => symbols.map(draw)),
    );
  const report = evaluatePanel(
    panel(() => random.normal()),
    panel(() => 100 + random.normal()),
    { horizons: [5] },
  );
  expect(Object.keys(report.metrics())).toEqual(Object.keys(IC_METRICS).map((name) => `${name}_h5`));
  for (const { meaning, ddof } of Object.values(IC_METRICS)) {
    if (/standard deviation/.test(meaning)) expect(ddof).toBe(1);
  }
});
