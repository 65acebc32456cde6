import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { main } from "../../../lib/src/cli/index.js";
import { pathNames } from "../../../lib/src/tracking/export/pathNames.js";
import { createRun, exportDvclive, exportMlflow, readRun } from "../../../lib/src/tracking/index.js";
import { project, temporaryFolder } from "../../support/tracking.js";

it("names become paths of their own that other trackers take", () => {
  const long = "x".repeat(300);
  const names = ["ic", "ic/h5", "a//b", "/a/./b/", "größe", "../up", "…", `${long}1`, `${long}2`];
  expect([...pathNames(names).values()]).toEqual([
    ...["ic", "ic.h5", "a/b", "a/b_2", "gr__e", "up", "_", "x".repeat(250), `${"x".repeat(248)}_2`],
  ]);
});

it("runs are written for MLflow and DVC, and what is refused", async () => {
  const root = project();
  const run = createRun({ root, name: "r", kind: "library", params: { n: 1 }, study: "s" });
  run.log({ x: 0 }, 1);
  run.log({ x: -0, y: Number.NEGATIVE_INFINITY }, 1);
  run.finish("interrupted");
  const view = readRun(root, "latest");
  const to = join(temporaryFolder(), "mlruns");
  const { experiments } = exportMlflow([view], { to });
  expect(experiments).toEqual(["s"]);
  const [experiment] = readdirSync(to).filter((name) => name.length === 18);
  const folder = join(to, experiment, view.runId);
  const text = (path: string) => readFileSync(join(folder, path), "utf8");
  expect(text("meta.yaml")).toContain(`experiment_id: "${experiment}"\n`);
  expect(text("meta.yaml")).toContain("status: 5\n");
  const times = view.points().map(({ time }) => Date.parse(time));
  expect(text("metrics/x")).toBe([...new Set(times.slice(0, 2))].map((ms) => `${ms} 0 1\n`).join(""));
  expect(text("metrics/y")).toBe(`${times[2]} -Infinity 1\n`);
  expect(readdirSync(join(folder, "artifacts/assay"))).toEqual(["run.json"]);
  expect(() => exportMlflow([], { to })).toThrow(/there is no run to export/);
  expect(() => exportDvclive(view, { to })).toThrow(/the folder must be empty/);

  vi.stubEnv("ASSAY_ROOT", root);
  let out = "";
  const print = vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    out += chunk;
    return true;
  });
  expect(await main(["runs", "export", "dvclive", "latest", "--to", join(to, "../dvc"), "--json"])).toBe(0);
  expect(await main(["runs", "export", "mlflow", "latest", "--study", "s", "--json"])).toBe(2);
  expect(await main(["runs", "export", "mlflow", "--study", "s", "--to", to])).toBe(0);
  print.mockRestore();
  vi.unstubAllEnvs();
  expect(out).toContain("1 run in 1 experiment");
  expect(JSON.parse(readFileSync(join(to, "../dvc/metrics.json"), "utf8"))).toEqual({ x: 0, y: "-Infinity" });
});
