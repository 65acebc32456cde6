import { appendFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sha256 } from "../../lib/dist/core/index.js";
import { trackedRun, verifyRun } from "../../lib/dist/notebook/index.js";
import { diffRuns, readRunFolder } from "../../lib/dist/tracking/index.js";
import { code, TestProject } from "../support/notebooks.js";
import { gitIn } from "../support/tracking.js";

let project: TestProject;
beforeAll(() => {
  project = new TestProject();
  project.file("package.json", "{}");
  project.file(".gitignore", "node_modules/\nexperiments/\ndata/\n");
  project.file("own.ts", "export const factor = 2;\n");
  project.template(
    "study",
    code(
      `import { parameters, startRun, TableView, z } from "assay";
const params = parameters({ n: z.number().default(1), chance: z.boolean().default(false) });`,
      "parameters",
    ),
    code(`import { factor } from "./own";
const run = startRun({ name: "study", params });
for (const step of [0, 1, 2]) run.log({ scaled: (params.n * factor) / (step + 3) }, step);
if (params.chance) run.log({ chance: Math.random() });
run.artifact("table", new TableView([{ date: "2020-01-02", value: factor / 3 }, { date: "2020-01-03", value: 1 }]));`),
  );
  gitIn(project.root, "init", "-q", "-b", "trunk");
  gitIn(project.root, "add", "-A");
  gitIn(project.root, "commit", "-q", "-m", "first");
});
afterAll(() => project.remove());

const verify = (run: { record: { run_id: string } }, options = {}) =>
  verifyRun(run.record.run_id, { root: project.root, ...options });

it("executes a run again from its record, and says what is not as recorded and what has changed", async () => {
  const { root } = project;
  const run = await trackedRun({ notebook: "study", root, params: { n: 7 } });
  const loaded = { path: "own.ts", sha256: sha256("export const factor = 2;\n") };
  expect(run.record.modules).toEqual([loaded]);
  const first = await verify(run);
  expect([first.verdict, first.sentence]).toEqual([
    "verified",
    "verified: 3 metric points and 1 artifact to the bit",
  ]);
  expect(readRunFolder(run.directory).record.verifications).toMatchObject([
    { verdict: "verified", text: first.sentence },
  ]);
  expect(readRunFolder(run.directory).toText()).toMatch(/verification +\d{4}-.* verified: 3 metric points/);

  project.file("own.ts", "export const factor = 3;\n");
  const changed = await verify(run);
  expect(changed.verdict).toBe("differs");
  expect(changed.notes).toEqual([
    expect.stringMatching(
      /^the code has changed since: it was \w{12} on trunk, is \w{12} on trunk, uncommitted/,
    ),
    "local modules that have changed: own.ts",
  ]);
  expect(changed.differences).toEqual([
    { what: "metric", name: "scaled, step 0", recorded: String(14 / 3), now: "7" },
    { what: "metric", name: "scaled, step 1", recorded: "3.5", now: "5.25" },
    { what: "metric", name: "scaled, step 2", recorded: "2.8", now: String(21 / 5) },
    { what: "artifact", name: "table, line 2", recorded: `2020-01-02,${2 / 3}`, now: "2020-01-02,1" },
  ]);
  expect(changed.toText()).toContain("differs: 4 differences among 3 metric points and 1 artifact");

  const own = await trackedRun({ notebook: "study", root });
  const diff = diffRuns(readRunFolder(run.directory), readRunFolder(own.directory));
  expect([diff.same.code, diff.toText()]).toEqual([
    "different",
    expect.stringMatching(/own\.ts +\w{12} +\w{12}/),
  ]);
  project.file("own.ts", "export const factor = 4;\n");
  for (const each of [run, own]) {
    const then = await verify(each, { atCommit: true });
    expect([then.verdict, then.differences]).toEqual(["verified", []]);
    expect(then.notes).toEqual([
      expect.stringMatching(/^with the code of the run: \w{12}( and its patch)?$/),
    ]);
  }
});

it("keeps no secret that a notebook was given, read or printed, and cannot repeat what it was needed for", async () => {
  const { root } = project;
  const token = `ghp_${"a1".repeat(18)}`;
  process.env.ASSAY_TEST_TOKEN = "hunter2-hunter2";
  project.template(
    "secret",
    code(
      `import { parameters, z } from "assay";
const params = parameters({ apiKey: z.string().default("none") });`,
      "parameters",
    ),
    code(`console.log(params.apiKey, process.env.ASSAY_TEST_TOKEN, "${token}")`),
    code(`console.error(\`401 for \${process.env.ASSAY_TEST_TOKEN}\`)`),
    code(`throw new Error(\`401 for \${process.env.ASSAY_TEST_TOKEN}\`)`, "raises-exception"),
  );
  try {
    const run = await trackedRun({ notebook: "secret", root, params: { apiKey: "open-sesame" } });
    expect(run.status).toBe("completed");
    const files = readdirSync(run.directory, { recursive: true, withFileTypes: true }).filter((file) =>
      file.isFile(),
    );
    const texts = files.map((file) => readFileSync(join(file.parentPath, file.name), "utf8")).join("\n");
    expect(files.length).toBeGreaterThan(4);
    expect(texts.match(/hunter2|sesame|ghp_\w*/g)).toBeNull();
    expect(texts).toContain("[redacted] [redacted] [redacted]");
    expect(await verify(run)).toMatchObject({
      verdict: "cannot",
      reason: "a parameter is a secret, which is not recorded",
    });
    const plain = await trackedRun({ notebook: "secret", root });
    expect(await verify(plain)).toMatchObject({ verdict: "cannot" });
  } finally {
    delete process.env.ASSAY_TEST_TOKEN;
  }
});

it("tells chance and a notebook that fails now from a record that was changed or lacks what it takes", async () => {
  const { root } = project;
  const chance = await trackedRun({ notebook: "study", root, params: { chance: true } });
  expect((await verify(chance)).differences).toMatchObject([{ what: "metric", name: "chance, step 0" }]);
  project.file("own.ts", "export const factor = undefined as never;\nthrow new Error('gone');\n");
  expect((await verify(chance)).differences[0]).toEqual({
    ...{ what: "run", name: "cell 3", recorded: "completed", now: "Error: gone" },
  });
  const damaged = async (file: string, change: (path: string) => void) => {
    const path = join(chance.directory, file);
    const before = readFileSync(path);
    change(path);
    const { verdict, differences, compared } = await verify(chance);
    writeFileSync(path, before);
    expect([verdict, compared]).toEqual(["differs", null]);
    return differences.map(({ what, name, now }) => [what, name, now]);
  };
  expect(await damaged("artifacts/table.csv", (path) => rmSync(path))).toEqual([
    ["record", "artifacts/table.csv", "missing"],
  ]);
  const changed = /^[0-9a-f]{12}$/;
  expect(
    await damaged("metrics.csv", (path) => appendFileSync(path, "9,2026-01-01T00:00:00.000Z,x,1,\n")),
  ).toEqual([["record", "metrics.csv", expect.stringMatching(changed)]]);
  expect(await damaged("code.patch", (path) => appendFileSync(path, "\n"))).toEqual([
    ["record", "code.patch", expect.stringMatching(changed)],
  ]);
  const edited = (path: string) =>
    writeFileSync(path, readFileSync(path, "utf8").replace("step + 3", "step + 4"));
  expect(await damaged("notebook.ipynb", edited)).toEqual([
    ["record", "notebook.ipynb, cell 3", expect.stringMatching(changed)],
  ]);
  rmSync(join(chance.directory, "notebook.ipynb"));
  expect(await verify(chance)).toMatchObject({ verdict: "cannot", reason: "its executed notebook is gone" });
  expect(readRunFolder(chance.directory).record.verifications).toHaveLength(6);
});
