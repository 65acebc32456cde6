import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type ExecutionOptions, type Simulation, simulate } from "../../../lib/src/backtest/index.js";
import { Panel } from "../../../lib/src/core/index.js";
import { quantiles } from "../../../lib/src/portfolio/index.js";

type Matrix = (number | null)[][];

interface Options {
  fill?: "open" | "close";
  rebalance?: "daily" | "weekly" | "monthly" | number;
  delay?: number;
  commission?: number;
  spread?: number;
  borrow?: number;
  after?: number;
  delisting?: number;
  capital?: number;
  start?: string;
  end?: string;
}

const SERIES = [
  "returns",
  "equity",
  "gross",
  "net",
  "cash",
  "turnover",
  "costs",
  "borrow",
  "trades",
  "holdings",
] as const;

interface Case {
  weights: string;
  options: Options;
  expected: Record<(typeof SERIES)[number], number[]> & {
    date: string[];
    last_weights: number[];
    mid_weights: number[];
  };
}

const golden = JSON.parse(readFileSync(new URL("./simulate.json", import.meta.url), "utf8"));
const panel = (values: Matrix) => Panel.fromArrays(golden.dates, golden.symbols, values);
const prices = { open: panel(golden.open), close: panel(golden.close) };

function optionsOf({
  commission,
  spread,
  borrow,
  after,
  delisting,
  start,
  end,
  ...same
}: Options): ExecutionOptions {
  return {
    ...same,
    costs: { commissionBps: commission, spreadBps: spread, borrowBps: borrow },
    delisting: { after, return: delisting },
    from: start,
    to: end,
  };
}

function close(actual: ArrayLike<number>, expected: number[], name: string): void {
  expect(actual.length, name).toBe(expected.length);
  expected.forEach((value, i) => {
    const error = Math.abs(actual[i] - value) / Math.max(1, Math.abs(value));
    expect(error, `${name}[${i}]: ${actual[i]} against ${value}`).toBeLessThan(1e-9);
  });
}

describe("simulate equals a slow reference engine", () => {
  it.each(
    (golden.cases as Case[]).map((one, i) => ({
      ...one,
      title: `${i}: ${one.weights} ${JSON.stringify(one.options)}`,
    })),
  )("$title", ({ weights, options, expected }) => {
    const result: Simulation = simulate(prices, panel(golden.targets[weights]), optionsOf(options));
    expect(result.time.labels()).toEqual(expected.date);
    for (const name of SERIES) close(result[name], expected[name], name);
    const n = result.time.length;
    close(result.weights.row(n - 1), expected.last_weights, "last weights");
    close(result.weights.row(Math.floor(n / 2)), expected.mid_weights, "weights in the middle");
  });
});

describe("quantile weights equal pandas", () => {
  it("long-short of 5, long-only of 3", () => {
    const score = panel(golden.score);
    const [longShort, longOnly] = [quantiles(5).longShort(), quantiles(3).longOnly()];
    close(longShort.weights(score).values, golden.targets["long-short"].flat(), "long-short");
    close(longOnly.weights(score).values, golden.targets["long-only"].flat(), "long-only");
  });
});
