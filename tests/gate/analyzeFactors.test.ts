import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openLake, publishSynthetic } from "../../lib/dist/data/index.js";
import { syntheticMarket } from "../../lib/dist/sim/index.js";
import { makeProject, type Project, type Ran } from "../support/project.js";

const SET = `name: mine
description: Two of the library, one that repeats another, one of my own
factors:
  - factor: mom_12_1
  - factor: reversal_5
  - name: momentum_again
    formula: close.lag(21).log() - close.lag(252).log()
  - name: range_21
    formula: (high / low - 1).mean(21)
`;

describe("assay run analyze-factors", () => {
  let project: Project;
  let ran: Ran;
  beforeAll(async () => {
    project = makeProject();
    mkdirSync(join(project.dir, "config", "factors"), { recursive: true });
    writeFileSync(join(project.dir, "config", "factors", "mine.yaml"), SET);
    const market = syntheticMarket({ seed: 3, symbols: 60, years: 3 });
    await publishSynthetic(openLake(join(project.dir, "data")), market, { dataset: "small" });
    const given = ["dataset=small", "set=mine", "horizons=1,5", "threads=2"];
    ran = await project.assay("run", "analyze-factors", ...given.flatMap((pair) => ["-p", pair]), "--json");
  });
  afterAll(() => project.remove());

  test("evaluates a set of the project and counts every factor as a trial", () => {
    expect(ran.code, ran.stderr).toBe(0);
    const { metrics, trials } = JSON.parse(ran.stdout) as {
      metrics: Record<string, number>;
      trials: { distinct: number };
    };
    expect(metrics).toMatchObject({ factors: 4, kept: 3 });
    expect(metrics["mom_12_1.rank_ic_mean_h1"]).toBeGreaterThan(0.01);
    // Four evaluations and one regression.
    expect(trials.distinct).toBe(5);
  });

  test("its report says which factor repeats another, and for how many tests it corrects", () => {
    const html = readFileSync(join(project.dir, "output", "analyze-factors.html"), "utf8");
    expect(html).toContain("3 of 4 factors stay; 1 repeats a better one");
    expect(html).toMatch(/corrected for 8 tests/);
    expect(html).toContain("What would it earn?");
  });
});
