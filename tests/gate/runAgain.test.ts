import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeProject, type Project, type Ran } from "../support/project.js";
import { smallMarketCsv } from "../support/smallMarketCsv.js";

const GIVEN = ["-p", "dataset=small", "-p", "horizons=1,5,21"];

interface RecordJson {
  run_id: string;
  metrics: Record<string, number>;
  metricsSha256: string;
}

let project: Project;
let first: Ran;

beforeAll(async () => {
  project = makeProject();
  writeFileSync(join(project.dir, "prices.csv"), smallMarketCsv());
  await project.assay("ingest", "csv", "prices.csv", "--dataset", "small");
  first = await project.assay("run", "factor-report", ...GIVEN, "--json");
});
afterAll(() => project.remove());

const record = (ran: Ran): RecordJson => JSON.parse(ran.stdout) as RecordJson;

describe("assay run factor-report", () => {
  test("gives the same metrics to the last digit when it runs again", async () => {
    const again = record(await project.assay("run", "factor-report", ...GIVEN, "--no-cache", "--json"));
    expect(again.run_id).not.toBe(record(first).run_id);
    expect(again.metricsSha256).toBe(record(first).metricsSha256);
    expect(again.metrics).toEqual(record(first).metrics);
  });

  test("runs every combination of a grid, and shows before what it would do", async () => {
    const grid = ["run", "factor-report", "--grid", "-p", "dataset=small", "--json"];
    const planned = await project.assay(
      ...grid,
      "-p",
      "horizons=1,5,21;1",
      "--set",
      "quantiles=5,3",
      "--dry-run",
    );
    const { runs } = JSON.parse(planned.stdout) as { runs: { cached: string | null; reason: string }[] };
    expect(runs.map(({ cached }) => cached !== null)).toEqual([true, false, false, false]);
    expect(runs[1].reason).toBe("differs from the newest one in parameters");
    const ran = await project.assay(...grid, "-p", "horizons=1,5,21;", "--metric", "rank_ic_mean_h5");
    expect(ran.code, ran.stderr).toBe(0);
    const sweep = JSON.parse(ran.stdout);
    expect(sweep).toMatchObject({ name: "factor-report-sweep", completed: 1, cached: 1, exitCode: 0 });
    expect(sweep.runs).toMatchObject([{ run_id: runs[0].cached, status: "cached" }]);
    const page = readFileSync(join(project.dir, "output", "factor-report-sweep.html"), "utf8");
    expect(page).toContain(`href="../experiments/${runs[0].cached}/report.html"`);
    const again = JSON.parse((await project.assay("run", "--resume", "--json")).stdout);
    expect(again).toMatchObject({ cached: 1, runs: sweep.runs });
    expect(await project.assay(...grid, "-p", "quantiles=5,1")).toMatchObject({ code: 2 });
  });
});
