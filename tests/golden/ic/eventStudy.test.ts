import { describe, expect, test } from "vitest";
import { AssetIndex, Panel, TimeIndex } from "../../../lib/src/core/index.js";
import { panelSource } from "../../../lib/src/expr/index.js";
import { type ExpectedReturn, eventStudy } from "../../../lib/src/ic/index.js";
import { expectClose, numbers } from "../support.js";
import golden from "./event_study.json" with { type: "json" };

const { before, after, ...estimation } = golden.design;
const sessions = golden.price.length / golden.symbols;
const time = TimeIndex.of(Array.from({ length: sessions }, (_, i) => Date.UTC(2019, 0, 1 + i)));
const assets = AssetIndex.of(Array.from({ length: golden.symbols }, (_, j) => `S${j}`));
const market = panelSource({ close: Panel.of(time, assets, numbers(golden.price)) });
const events = golden.events.map(([row, column]) => ({ symbol: `S${column}`, date: time.label(row) }));

describe.each(golden.cases)("$model", (expected) => {
  const study = eventStudy(market, events, {
    before,
    after,
    estimation,
    model: expected.model as ExpectedReturn,
  });
  const of = (key: "alpha" | "beta" | "residualStd") =>
    Float64Array.from(study.events, (event) => event[key]);

  test("the same events are kept; their expectations equal statsmodels", () => {
    expect(study.events.map(({ date }) => time.indexOf(date))).toEqual(expected.kept);
    expectClose(of("alpha"), numbers(expected.alpha), 1e-12);
    expectClose(of("beta"), numbers(expected.beta), 1e-11);
    expectClose(of("residualStd"), numbers(expected.residualStd), 1e-12);
    expectClose(study.abnormal, numbers(expected.abnormal), 1e-12);
  });

  test.each(expected.spans)("days $from to $to: mean and four tests", (span) => {
    const ours = study.between(span.from, span.to);
    expect(ours.mean).toBeCloseTo(span.mean, 13);
    for (const name of ["crossSection", "standardized", "byDate"] as const) {
      expect(ours[name].t, name).toBeCloseTo(span[name][0], 9);
      expect(ours[name].p, name).toBeCloseTo(span[name][1], 7);
    }
    expect(ours.overlap.se).toBeCloseTo(span.overlap, 12);
    expect(ours.overlap.t).toBeCloseTo(span.mean / span.overlap, 8);
  });
});
