import { afterEach, describe, expect, it } from "vitest";
import { setRecorder } from "../../../lib/src/core/index.js";
import { Market } from "../../../lib/src/data/index.js";
import { set } from "../../../lib/src/factors/index.js";
import { evaluate } from "../../../lib/src/ic/index.js";
import { syntheticMarket } from "../../../lib/src/sim/index.js";

const market = Market.from(syntheticMarket({ seed: 3, symbols: 12, years: 2 }));
const factors = set("core")
  .map(({ factor }) => factor)
  .slice(0, 8);
const options = { horizons: [5] };

afterEach(() => setRecorder(undefined));

describe("ic.evaluate of many factors", () => {
  it("gives reports in the order of the list, each as if it were alone, and tells its progress", async () => {
    const told: string[] = [];
    const onProgress = ({ done, total }: { done: number; total: number }) => told.push(`${done}/${total}`);
    const reports = await evaluate(market, factors, { ...options, onProgress });
    expect(reports.reports.map(({ factor }) => factor.name)).toEqual(factors.map(({ name }) => name));
    for (const [i, factor] of factors.entries()) {
      expect(reports.reports[i].metrics()).toEqual((await evaluate(market, factor, options)).metrics());
    }
    expect(told).toEqual(factors.map((_, i) => `${i + 1}/${factors.length}`));
  });

  it("stops when it is aborted; what was tried has been counted", async () => {
    const trials: string[] = [];
    setRecorder({ dataUsed: () => {}, trial: ({ name }) => trials.push(name) });
    const controller = new AbortController();
    const onProgress = ({ done }: { done: number }) => {
      if (done === 3) controller.abort();
    };
    const { signal } = controller;
    await expect(evaluate(market, factors, { ...options, onProgress, signal })).rejects.toThrow(
      "was cancelled after 3 of 8 factors",
    );
    expect(trials.length).toBe(3);
  });

  it("refuses threads that cannot be", async () => {
    await expect(evaluate(market, factors, { threads: 0 })).rejects.toThrow(
      "threads must be a positive integer",
    );
  });
});
