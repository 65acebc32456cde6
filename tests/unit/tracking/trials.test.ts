import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { record, setRecorder } from "../../../lib/src/core/index.js";
import { deflatedSharpe } from "../../../lib/src/risk/index.js";
import { createRun } from "../../../lib/src/tracking/index.js";

const sharpe = { sharpe: 2, n: 500, periodsPerYear: 252 };

test("the deflated Sharpe ratio takes the number of trials from the run that recorded them", () => {
  const root = mkdtempSync(join(tmpdir(), "assay-trials-"));
  onTestFinished(() => {
    setRecorder(undefined);
    rmSync(root, { recursive: true, force: true });
  });
  const run = createRun({ root, name: "study", kind: "library" });
  setRecorder(run);
  for (const hash of ["a", "b", "a", "c"]) record((to) => to.trial({ kind: "evaluation", name: hash, hash }));
  expect(run.trials()).toEqual({ count: 4, distinct: 3 });
  const recorded = deflatedSharpe(sharpe);
  expect(recorded).toMatchObject({ trials: 3, source: "recorded by the run" });
  expect(recorded.value).toBe(deflatedSharpe(sharpe, { trials: 3 }).value);
  expect(recorded.toText()).toContain("recorded by the run");
  expect(recorded.value).toBeLessThan(deflatedSharpe(sharpe, { trials: 1 }).value);
  run.finish();
  expect(() => deflatedSharpe(sharpe)).toThrow("no run records it");
});
