import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Kernel, prepareGrid, RunCache, resumedSweep, sweep } from "../../lib/dist/notebook/index.js";
import { readRunFolder } from "../../lib/dist/tracking/index.js";
import { code, TestProject } from "../support/notebooks.js";

let project: TestProject;
beforeAll(() => {
  project = new TestProject();
  writeFileSync(join(project.root, "own.ts"), "export const factor = 2;\n");
  project.template(
    "study",
    code(
      `import { parameters, startRun, z } from "assay";
const params = parameters({ n: z.number().default(1), fails: z.boolean().default(false) });`,
      "parameters",
    ),
    code(`import { factor } from "./own";
const leaked = typeof (globalThis as any).mark;
(globalThis as any).mark = params.n;
const run = startRun({ name: "study", params });
run.log({ doubled: params.n * factor });
if (params.fails) throw new Error("as asked");
[leaked, process.env.ASSAY_RUN_DIR?.split("/").at(-1)]`),
  );
});
afterAll(() => project.remove());

async function jobs(grid: Record<string, string>) {
  const all = await prepareGrid({ notebook: "study", root: project.root, grid });
  return all.map((prepared) => ({ prepared, name: "study", timeouts: {}, continueOnError: true }));
}

const options = (cache?: RunCache) => ({
  ...{ root: project.root, name: "study-sweep", source: "templates/study.ipynb", cache },
});

describe("a sweep with kernels that start ahead", () => {
  it("gives each run a kernel and a record of its own, and is answered by the cache the next time", async () => {
    const first = await sweep(await jobs({ n: "2", fails: "true,false" }), { ...options(), parallel: 1 });
    expect(first.rows.map(({ status, metrics, error }) => [status, metrics.doubled, error])).toEqual([
      ["failed", 4, "Error: as asked"],
      ["completed", 4, null],
    ]);
    expect(first.exitCode).toBe(1);
    const [, { run_id }] = first.rows; // in the kernel that started while the first run executed
    const directory = join(project.root, "experiments", String(run_id));
    const { record } = readRunFolder(directory);
    expect(record).toMatchObject({ parent: first.runId, warnings: [] });
    expect(record.cells.map(({ executionCount }) => executionCount)).toEqual([1, 2, 3]);
    const { cells } = JSON.parse(readFileSync(join(directory, "notebook.ipynb"), "utf8"));
    expect(cells.at(-1).outputs).toMatchObject([{ text: [`[ 'undefined', '${run_id}' ]\n`] }]);

    const { jobs: again, resumes } = await resumedSweep(project.root);
    expect(resumes).toBe(first.runId);
    const second = await sweep(again, options(new RunCache(project.root)));
    expect(second.rows).toMatchObject([{ status: "failed" }, { status: "cached", run_id }]);

    writeFileSync(join(project.root, "own.ts"), "export const factor = 3;\n");
    const third = await sweep(await jobs({ n: "2" }), options(new RunCache(project.root)));
    expect(third.rows).toMatchObject([{ status: "completed", metrics: { doubled: 6 } }]);
  });
});

describe("a silent request", () => {
  it("takes no number and has no output, but runs", async () => {
    const kernel = await Kernel.start({ cwd: project.root });
    try {
      const heard: string[] = [];
      const listen = ({ header }: { header: { msg_type: string } }) => void heard.push(header.msg_type);
      await kernel.execute("console.log('quiet'); process.env.MARK = 'set'; 1", listen, { silent: true });
      expect(heard.filter((type) => type !== "status")).toEqual([]);
      const { reply } = await kernel.execute("process.env.MARK", listen);
      expect(reply.content.execution_count).toBe(1);
      expect(heard).toContain("stream");
    } finally {
      await kernel.kill();
    }
  });
});
