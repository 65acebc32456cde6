import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadBatch } from "../../lib/dist/notebook/index.js";
import { code, notebookText } from "../support/notebooks.js";
import { makeProject, type Project } from "../support/project.js";

const STUDY = notebookText(
  code(
    `import { parameters, z } from "assay";
const params = parameters({ n: z.number(), list: z.array(z.number()).default([1]), text: z.string().default("") });`,
    "parameters",
  ),
);

let project: Project;
beforeAll(() => {
  project = makeProject();
  writeFileSync(join(project.dir, "study.ipynb"), STUDY);
});
afterAll(() => project.remove());

function batch(...lines: string[]): string {
  mkdirSync(join(project.dir, "config/batch"), { recursive: true });
  writeFileSync(join(project.dir, "config/batch/mine.yaml"), ["name: mine", "jobs:", ...lines].join("\n"));
  return "mine";
}

describe("a batch file", () => {
  test("makes a run of each combination, with names and limits", async () => {
    const name = batch(
      "  - notebook: study.ipynb",
      "    name: many",
      "    params: { n: 1, text: 'a,b' }",
      "    grid: { list: [[1, 2], [3]] }",
      "    limits: { cell: 5, run: 60, output: 1000 }",
      "    continueOnError: false",
      "  - notebook: study.ipynb",
      "    grid: { n: [2], text: ['c,d'] }",
    );
    const { jobs, ...rest } = await loadBatch(name, project.dir);
    expect(rest).toEqual({ name: "mine", source: "config/batch/mine.yaml" });
    expect(jobs.map((job) => [job.name, job.prepared.parameters.values, job.continueOnError])).toEqual([
      ["many", { n: 1, list: [1, 2], text: "a,b" }, false],
      ["many", { n: 1, list: [3], text: "a,b" }, false],
      ["study", { n: 2, list: [1], text: "c,d" }, true],
    ]);
    expect(jobs.map(({ timeouts }) => timeouts)).toEqual([
      { cellMs: 5000, runMs: 60_000 },
      { cellMs: 5000, runMs: 60_000 },
      {},
    ]);
    expect(jobs.map(({ outputLimit }) => outputLimit)).toEqual([1000, 1000, undefined]);
  });

  test.each([
    ["params: { n: x }", "line 4, column 18, at jobs[0].params.n: parameter n is refused"],
    ["grid: { m: [1] }", "line 4, column 16, at jobs[0].grid.m: unknown parameter m"],
    ["params: {}", "at jobs[0].params.n: parameter n has no default and was not given"],
    ["parms: { n: 1 }", 'line 4, column 5, at jobs[0]: unknown key "parms"'],
    ["limits: { cell: -1 }", "line 4, column 21, at jobs[0].limits.cell: Too small"],
    ["grid: { n: [] }", "at jobs[0].grid.n: Too small"],
  ])("with %j is refused with the place", async (line, message) => {
    const refused = loadBatch(batch("  - notebook: study.ipynb", `    ${line}`), project.dir);
    await expect(refused).rejects.toThrow(`notebook.batch: config/batch/mine.yaml, `);
    await expect(refused).rejects.toThrow(message);
  });

  test("names what there is when a notebook or the batch itself is not there", async () => {
    const missing = loadBatch(batch("  - notebook: factr-report"), project.dir);
    await expect(missing).rejects.toThrow(
      "line 3, column 15, at jobs[0].notebook: there is no template factr-report",
    );
    await expect(loadBatch("exampl", project.dir)).rejects.toThrow(
      'there is no such batch; known: example, mine, got "exampl" (did you mean example?)',
    );
  });
});

test("assay batch example says what it would run", async () => {
  const { code, stdout, stderr } = await project.assay("batch", "example", "--dry-run", "--json");
  expect(code, stderr).toBe(0);
  const { name, runs } = JSON.parse(stdout) as { name: string; runs: { name: string; cached: null }[] };
  expect(name).toBe("example");
  expect(runs.map((run) => run.name)).toEqual(["momentum", "momentum", "reversal"]);
});
