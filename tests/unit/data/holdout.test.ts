import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type DataUse, setRecorder } from "../../../lib/src/core/index.js";
import { type Lake, openLake, publishSynthetic } from "../../../lib/src/data/index.js";
import { renderReport } from "../../../lib/src/report/index.js";
import { syntheticMarket } from "../../../lib/src/sim/index.js";
import { exampleNotebook, exampleRun } from "../../support/reportInput.js";

const LOCK = "2018-10-01";
let root: string;
let lake: Lake;
let used: DataUse[];

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "assay-holdout-"));
  lake = openLake(root);
  await publishSynthetic(lake, syntheticMarket({ seed: 3, symbols: 5, years: 1 }), { dataset: "demo" });
});
afterAll(() => {
  setRecorder(undefined);
  rmSync(root, { recursive: true, force: true });
});
beforeEach(() => {
  rmSync(join(root, "holdout"), { recursive: true, force: true });
  used = [];
  setRecorder({ runId: "run-1", dataUsed: (use) => used.push(use), trial: () => {} });
});

const lastDate = async (options = {}) => (await lake.market("demo", options)).time.labels().at(-1) ?? "";

it("ends a market before the locked dates, and says so in the record", async () => {
  expect(await lastDate()).toBe("2018-12-31");
  lake.lock("demo", { from: LOCK, reason: "the final test" });
  expect(await lastDate()).toBe("2018-09-28");
  expect(await lastDate({ to: "2018-06-29" })).toBe("2018-06-29");
  expect(used.map(({ holdout }) => holdout)).toEqual([
    undefined,
    { from: LOCK, reads: 0 },
    { from: LOCK, reads: 0 },
  ]);
  expect(lake.holdout("demo")?.reads).toEqual([]);
});

it.each(["from", "to"])("refuses a date in it as %s, and names the way in", async (key) => {
  lake.lock("demo", { from: LOCK });
  await expect(lake.market("demo", { [key]: "2018-11-01" })).rejects.toThrow(
    /demo is locked from 2018-10-01 on.*got "(from|to): 2018-11-01".*holdout: "read"/s,
  );
  await expect(lake.market("demo", { holdout: "open" as never })).rejects.toThrow("holdout");
});

it("counts every read of it with its run, and none that ends before it", async () => {
  lake.lock("demo", { from: LOCK });
  expect(await lastDate({ holdout: "read" })).toBe("2018-12-31");
  await lake.market("demo", { holdout: "read", to: "2018-09-28" });
  await lake.market("demo", { holdout: "read", from: "2018-11-01" });
  expect(used.map(({ holdout }) => holdout?.reads)).toEqual([1, 0, 2]);
  const holdout = lake.holdout("demo");
  expect(holdout?.reads.map(({ run, from, to }) => [run, from, to])).toEqual([
    ["run-1", "2018-01-02", "2018-12-31"],
    ["run-1", "2018-11-01", "2018-12-31"],
  ]);
  expect(holdout?.toText()).toMatch(/^Hold-out of demo: from 2018-10-01 on, read 2 times/);
});

it("moves to an earlier date with its reads, never to a later one, and is lifted with a reason", async () => {
  lake.lock("demo", { from: LOCK });
  await lake.market("demo", { holdout: "read" });
  expect(lake.lock("demo", { from: "2018-07-02" }).reads).toHaveLength(1);
  expect(() => lake.lock("demo", { from: LOCK })).toThrow("a later date would open a part of it");
  expect(() => lake.lock("demo", { from: "2030-01-01" })).toThrow("from must lie inside demo");
  expect(() => lake.unlock("demo", { reason: " " })).toThrow("reason must say why");
  lake.unlock("demo", { reason: "the study is published" });
  expect(lake.holdout("demo")).toBeUndefined();
  expect(await lastDate()).toBe("2018-12-31");
  expect(() => lake.unlock("demo", { reason: "again" })).toThrow("demo has no hold-out");
});

it("loses no line to one that a killed process left unfinished", async () => {
  lake.lock("demo", { from: LOCK });
  appendFileSync(join(root, "holdout", "demo.jsonl"), '{"event":"re');
  await lake.market("demo", { holdout: "read" });
  expect(lake.holdout("demo")?.reads).toHaveLength(1);
});

it("is a warning of the report once it was read", () => {
  const run = exampleRun();
  const [use] = run.data ?? [];
  const withReads = (reads: number) =>
    renderReport({
      notebook: exampleNotebook(),
      run: { ...run, data: [{ ...use, holdout: { from: LOCK, reads } }] },
    });
  expect(withReads(3)).toMatch(/This run read the hold-out of \w+ \(from 2018-10-01 on\): read no\. 3/);
  expect(withReads(3)).toContain("hold-out from 2018-10-01, read no. 3");
  expect(withReads(0)).not.toContain("This run read the hold-out");
  expect(withReads(0)).toContain("hold-out from 2018-10-01, not read");
});
