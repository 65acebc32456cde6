import { expect, test } from "vitest";
import { Panel } from "../../../lib/src/core/index.js";
import { evaluatePanel, factorFrame, persistence } from "../../../lib/src/ic/index.js";
import golden from "./persistence.json" with { type: "json" };

const dates = golden.price.map((_, i) => Date.UTC(2021, 0, 1 + i));
const symbols = golden.price[0].map((_, j) => `S${j}`);
const panelOf = (rows: (number | null)[][]) =>
  Panel.fromArrays(
    dates,
    symbols,
    rows.map((row) => row.map((value) => value ?? Number.NaN)),
  );
const [factor, price] = [panelOf(golden.factor), panelOf(golden.price)];

test.each(golden.expected)(
  "persistence beyond $horizon sessions, and the test that allows for it",
  (ours) => {
    const { horizon } = ours;
    const { step, autocorrelations } = persistence(factorFrame(factor, price, { horizon, minNames: 2 }));
    expect(step).toBe(ours.step);
    expect(autocorrelations.length).toBe(ours.autocorrelations.length);
    autocorrelations.forEach((value, lag) => {
      expect(value).toBeCloseTo(ours.autocorrelations[lag], 12);
    });
    const { inference } = evaluatePanel(factor, price, { horizons: [horizon], minNames: 2 }).horizon(horizon);
    expect(inference.cosine.t).toBeCloseTo(ours.t, 9);
    expect(inference.cosine.p).toBeCloseTo(ours.p, 7);
    expect(inference.cosine.detail).toBe(ours.detail);
  },
);
