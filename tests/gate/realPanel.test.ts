import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import golden from "../golden/ic/sp500.json" with { type: "json" };
import { makeProject, type Project } from "../support/project.js";

const root = new URL("../../", import.meta.url).pathname;
const file = resolve(
  root,
  process.env.ASSAY_REAL_DATA ?? "../shared/data",
  "panel/sp500_daily_20130208_20180207.csv.gz",
);

describe.skipIf(!existsSync(file))("the main job on the real panel", () => {
  let project: Project;
  beforeAll(() => {
    project = makeProject();
  });
  afterAll(() => project.remove());

  test("ingests it, runs the factor report, and finds what pandas finds", async () => {
    const ingested = await project.assay(
      "ingest",
      "csv",
      file,
      "--dataset",
      "sp500",
      "--freq",
      "1d",
      "--json",
    );
    expect(ingested.code, ingested.stderr).toBe(0);
    expect(JSON.parse(ingested.stdout)).toMatchObject({
      rows: golden.rows.published,
      quarantined: golden.rows.quarantined,
      flagged: { missing_session: 51 },
    });
    const ran = await project.assay(
      "run",
      "factor-report",
      "-p",
      "dataset=sp500",
      "-p",
      "factor=mom_12_1",
      "-p",
      "horizons=1,5,21",
      "--json",
    );
    expect(ran.code, ran.stderr).toBe(0);
    const { metrics } = JSON.parse(ran.stdout) as { metrics: Record<string, number> };
    for (const h of [1, 5, 21] as const) {
      const { ic, rankIc, observations } = golden.filtered[`h${h}`];
      expect(metrics[`ic_mean_h${h}`]).toBeCloseTo(ic.mean, 12);
      expect(metrics[`ic_std_h${h}`]).toBeCloseTo(ic.std, 12);
      expect(metrics[`rank_ic_mean_h${h}`]).toBeCloseTo(rankIc.mean, 12);
      expect(metrics[`rank_ic_std_h${h}`]).toBeCloseTo(rankIc.std, 12);
      expect(metrics[`rank_ic_ir_h${h}`]).toBeCloseTo(rankIc.ir, 12);
      expect(metrics[`rank_ic_t_h${h}`]).toBeCloseTo(rankIc.t, 9);
      expect(metrics[`dates_h${h}`]).toBe(rankIc.dates);
      expect(metrics[`observations_h${h}`]).toBe(observations);
    }
  });
});
