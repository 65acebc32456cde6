import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createRun, exportDvclive, readRun } from "../../lib/src/tracking/index.js";
import { repository } from "../support/tracking.js";
import { hasModule, PYTHON } from "./python.js";

test("DVC reads an exported run: parameters, final values, every point", (context) => {
  if (!hasModule("dvc")) context.skip("dvc is not installed in the Python that ASSAY_PYTHON names");
  const root = repository({ "a.ts": "1\n" });
  const dvc = (...args: string[]) =>
    execFileSync(PYTHON as string, ["-m", "dvc", ...args], { cwd: root, encoding: "utf8", stdio: "pipe" });
  const params = { horizon: 21, costs: { bps: 2.5 }, list: [1, 5], text: "yes: # é", "no name": null };
  const run = createRun({ root, name: "r", kind: "library", params });
  for (let step = 0; step < 100; step++) run.log({ "loss/train": 1 / (step + 3) }, step);
  run.log({ ic: 0.1 + 0.2, "ic/h5": Number.NaN });
  run.artifact("table.csv", "a,b\n1,2\n");
  run.finish();
  const to = join(root, "dvclive");
  exportDvclive(readRun(root, "latest"), { to });
  expect(() => exportDvclive(readRun(root, "latest"), { to })).toThrow(/the folder must be empty/);
  dvc("init", "-q");
  const metrics = JSON.parse(dvc("metrics", "show", "--json"));
  expect(metrics[""].data["dvclive/metrics.json"].data).toEqual({
    ...{ ic: 0.1 + 0.2, "ic.h5": "NaN", loss: { train: 1 / 102 } },
  });
  const shown = JSON.parse(dvc("params", "diff", "--json", "--all", "--targets", "dvclive/params.yaml"));
  expect(shown["dvclive/params.yaml"]).toMatchObject({
    horizon: { new: 21 },
    "costs.bps": { new: 2.5 },
    text: { new: "yes: # é" },
  });
  const page = dvc("plots", "show", "--out", join(root, "plots"), "--json");
  expect(page).toContain("loss/train.tsv");
  const lines = readFileSync(join(to, "plots/metrics/loss/train.tsv"), "utf8").trim().split("\n");
  expect(lines[0]).toBe("timestamp\tstep\ttrain");
  expect(lines).toHaveLength(101);
  expect(lines[100].split("\t").slice(1)).toEqual(["99", String(1 / 102)]);
  expect(existsSync(join(to, "artifacts/table.csv"))).toBe(true);
});
