import { appendFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pageOf } from "../../../lib/src/core/index.js";
import { sequenceDiff } from "../../../lib/src/tracking/compare/sequenceDiff.js";
import { compareRuns, createRun, diffRuns, readRun } from "../../../lib/src/tracking/index.js";
import { project, repository, USE, write } from "../../support/tracking.js";

interface Made {
  readonly params?: object;
  readonly metrics?: Record<string, number>;
  readonly cells?: readonly string[];
  readonly from?: string;
}

function made(root: string, { params = {}, metrics = {}, cells, from = USE.from }: Made) {
  const run = createRun({ root, name: "n", kind: "notebook", params, seed: 7 });
  run.dataUsed({ ...USE, from });
  run.log(metrics);
  run.finish();
  const injected = { source: "params.override({})", metadata: { tags: ["injected-parameters"] } };
  const saved = cells && [injected, ...cells.map((source) => ({ source }))];
  if (saved) write(run.directory, "notebook.ipynb", JSON.stringify({ cells: saved }));
  return readRun(root, run.runId);
}

describe("runs side by side", () => {
  it("show parameters that differ, by nested name, and metrics with their difference", () => {
    const root = project();
    const a = made(root, {
      params: { h: 5, costs: { bps: 5 }, same: [1] },
      metrics: { ic: 0.5, x: Number.NaN, y: 1 },
    });
    const b = made(root, {
      params: { h: 5, costs: { bps: 10 }, same: [1] },
      metrics: { ic: 0.25, x: Number.NaN },
    });
    const both = compareRuns([a, b]);
    expect(both.params).toEqual([{ name: "costs.bps", values: [5, 10] }]);
    expect(both.metrics).toEqual([
      { name: "ic", values: [0.5, 0.25], difference: -0.25, same: false },
      { name: "x", values: [Number.NaN, Number.NaN], difference: 0, same: true },
      { name: "y", values: [1, undefined], difference: Number.NaN, same: false },
    ]);
    expect(both.toText()).toMatch(
      /ic +0\.5000 +0\.2500 +−0\.2500[\s\S]*The same in all runs: 1 of 3 metrics/,
    );
    const three = compareRuns([a, b, made(root, { metrics: { ic: 1 } })], { metrics: ["ic"] });
    expect(three.toText()).toMatch(/name +A +B +C +range\n.*\nic +0\.5000 +0\.2500 +1 +0\.7500$/);
    const page = pageOf(three);
    expect(page.match(/<figure/g)).toHaveLength(1);
    expect(page).toContain(`A ${a.runId}`);
    expect(() => compareRuns([a])).toThrow(/needs 2 to 26 runs, got 1/);
    expect(() => compareRuns([a, b], { metrics: ["irr"] })).toThrow(/no run has this metric, got "irr"/);
  });
});

it("charts metrics as curves over their steps, or as bars, and says what they show", () => {
  const root = project();
  const runs = [0.2, 0.1].map((loss, i) => {
    const run = createRun({ root, name: "a", kind: "library" });
    run.log({ "m/loss": 1 }, 0);
    run.log({ "m/loss": loss, sharpe: 1 + i, ...(i === 0 && { only: 1 }) }, 5);
    run.finish();
    return readRun(root, run.runId);
  });
  const [loss, sharpe, only] = compareRuns(runs).figures();
  expect(loss.title).toBe("m/loss ends highest in A, 0.2000, and lowest in B, 0.1000");
  expect(loss.toHtml()).toMatch(/Step/);
  expect(sharpe.title).toMatch(/^sharpe is highest in B/);
  expect(sharpe.toHtml()).toMatch(/Sharpe ratio/);
  expect(only.title).toMatch(/^only is 1.* in A only$/);
});

describe("the difference of two runs", () => {
  it("says plainly that nothing recorded explains other metrics", () => {
    const root = repository({ "a.ts": "1\n" });
    const cells = ["const a = 1", "a"];
    const [a, b, c] = [1, 1, 2].map((ic) => made(root, { metrics: { ic }, cells }));
    expect(diffRuns(a, b).verdict).toBe(
      "Same code, same notebook, same data, same parameters, same environment, same metrics.",
    );
    expect(diffRuns(a, c).verdict).toBe(
      "Same code, same notebook, same data, same parameters, same environment, different metrics. " +
        "Nothing that is recorded explains the difference: look for a seed, a clock, a file outside the lake.",
    );
    appendFileSync(join(root, "a.ts"), "2\n");
    const other = made(root, { params: { h: 1 }, metrics: { ic: 1 }, cells, from: "2019-01-01" });
    expect(diffRuns(a, other).same).toEqual({
      code: "different",
      notebook: "same",
      data: "different",
      parameters: "different",
      environment: "same",
      metrics: "same",
    });
    expect(diffRuns(a, other).toText()).toMatch(
      /2019-01-01 to 2020-12-31[\s\S]*h +– +1|h +– +1[\s\S]*2019-01-01/,
    );
  });

  it("shows notebooks cell by cell and knows what it does not know", () => {
    const root = project();
    const a = made(root, { cells: ["one", "a\nb\nc\nd\ne", "two", "gone"] });
    const b = made(root, { cells: ["one", "a\nb\nX\nd\ne", "two", "new <b>", "more"] });
    const diff = diffRuns(a, b);
    expect(diff.cells).toEqual([
      { from: 2, to: 2, lines: ["  b", "- c", "+ X", "  d"] },
      { from: 4, to: 4, lines: ["- gone", "+ new <b>"] },
      { from: null, to: 5, lines: ["+ more"] },
    ]);
    expect(diff.same).toMatchObject({ code: "unknown", notebook: "different", metrics: "unknown" });
    expect(diff.toText()).toMatch(/Cell 2 → 2\n {2}b\n- c\n\+ X\n {2}d[\s\S]*Cell 5 of B is new/);
    expect(diff.toHtml()).toContain("new &lt;b&gt;");
    expect(diffRuns(a, made(root, {})).same.notebook).toBe("unknown");
  });

  it("of two lists gives both back, as short as can be", () => {
    const list = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 12 });
    fc.assert(
      fc.property(list, list, (a, b) => {
        const steps = sequenceDiff(a, b);
        const without = (kind: string) => steps.filter((step) => step.kind !== kind).map(({ text }) => text);
        expect(without("added")).toEqual(a);
        expect(without("removed")).toEqual(b);
        expect(steps.filter(({ kind }) => kind === "same")).toHaveLength(commonLength(a, b));
      }),
    );
  });
});

/** Length of the longest common subsequence, by its recursion. */
function commonLength(a: readonly string[], b: readonly string[]): number {
  const row = new Array<number>(b.length + 1).fill(0);
  for (const item of a) {
    let corner = 0;
    for (let j = 1; j <= b.length; j++) {
      const above = row[j];
      row[j] = item === b[j - 1] ? corner + 1 : Math.max(above, row[j - 1]);
      corner = above;
    }
  }
  return row[b.length];
}
