import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { localModules } from "../../../lib/src/notebook/cache/localModules.js";
import { rememberInputs } from "../../../lib/src/notebook/cache/runCache.js";
import {
  type PreparedNotebook,
  parseNotebook,
  RunCache,
  RunPlan,
  runInputs,
} from "../../../lib/src/notebook/index.js";
import { createRun } from "../../../lib/src/tracking/index.js";
import { code, markdown, notebookText } from "../../support/notebooks.js";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "assay-cache-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function file(path: string, text: string): string {
  const full = join(root, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
  return full;
}

const SOURCE = `import { a } from "./lib/a"; a`;

function prepared(
  values: Record<string, unknown> = { horizon: 5 },
  cells = [code(SOURCE)],
): PreparedNotebook {
  const notebook = parseNotebook(notebookText(...cells));
  const parameters = { variable: "params", cell: 0, specs: [], given: { horizon: 5 }, values };
  return { path: join(root, "templates/study.ipynb"), root, notebook, parameters, params: {} };
}

/** A run as a completed execution leaves it. */
function completed(prep: PreparedNotebook, fingerprint = "f1"): string {
  const run = createRun({ root, name: "study", kind: "notebook", params: prep.parameters.values });
  const use = { dataset: "demo", version: "v1", from: "2020-01-01", to: "2020-12-31", rows: 9 };
  run.dataUsed({ ...use, fingerprint });
  for (const name of ["notebook.ipynb", "report.html"]) writeFileSync(join(run.directory, name), "");
  run.finish();
  rememberInputs(run.directory, runInputs(prep, "study"));
  return run.runId;
}

describe("local modules", () => {
  it("are followed through each other, in every way of writing them", () => {
    const linked = file("packages/mine/index.js", `require("./deep.cjs")`);
    const deep = file("packages/mine/deep.cjs", "");
    mkdirSync(join(root, "node_modules"));
    symlinkSync(join(root, "packages/mine"), join(root, "node_modules/mine"));
    file("node_modules/installed/index.js", `require("./more.js")`);
    const a = file("lib/a.ts", `export * from './b.js'; import data from "../data.json"`);
    const b = file("lib/b.ts", `import "./a"; const c = await import("./c/index.js")`);
    const c = file("lib/c/index.ts", "");
    const data = file("data.json", "{}");
    const notebook = parseNotebook(
      notebookText(
        code(`${SOURCE}\nimport "mine"; import "installed"; import "node:fs"; import "assay"`),
        code(`import missing from "./missing"`),
        markdown(`from "./packages/none"`),
      ),
    );
    expect(localModules(notebook, root)).toEqual([a, b, c, data, linked, deep].sort());
  });
});

describe("the cache of runs", () => {
  const cache = (fingerprint = "f1") => new RunCache(root, () => (fingerprint ? { fingerprint } : undefined));

  it("answers by the newest completed run with equal inputs and equal data", () => {
    file("lib/a.ts", "export const a = 1");
    completed(prepared());
    const newest = completed(prepared());
    completed(prepared({ horizon: 10 }));
    expect(cache().find(runInputs(prepared(), "study")).run?.runId).toBe(newest);
  });

  it("does not answer when an input or the data differs, and says what", () => {
    const module = file("lib/a.ts", "export const a = 1");
    const settings = file("config/factors/mine.yaml", "name: mine");
    file("config/batch/all.yaml", "name: all");
    file("package-lock.json", "{}");
    const run = completed(prepared());
    const reason = (prep = prepared(), name = "study", given = cache()) => {
      const found = given.find(runInputs(prep, name));
      return found.run?.runId === run ? "answered" : found.reason;
    };
    expect(reason(prepared({ horizon: 10 }))).toBe("differs from the newest one in parameters");
    expect(reason(prepared(undefined, [code(SOURCE), markdown("new")]))).toMatch("in notebook");
    expect(reason(prepared(), "other")).toBe("no earlier run of this name");
    expect(reason(prepared(), "study", cache("f2"))).toBe(`dataset demo has changed since ${run}`);
    expect(reason(prepared(), "study", new RunCache(root))).toBe(`dataset demo has changed since ${run}`);
    file("config/batch/all.yaml", "name: all of them");
    expect(reason()).toBe("answered");
    writeFileSync(module, "export const a = 2");
    writeFileSync(settings, "name: ours");
    file("package-lock.json", "{ }");
    expect(reason()).toBe("differs from the newest one in modules, config, lockFile");
  });

  it("does not answer by a run that did not complete or whose files are gone", () => {
    const prep = prepared();
    rmSync(join(root, "experiments", completed(prep), "report.html"));
    const broken = completed(prep);
    writeFileSync(join(root, "experiments", broken, "run.json"), "{");
    const failed = createRun({ root, name: "study", kind: "notebook" });
    failed.finish("failed");
    rememberInputs(failed.directory, runInputs(prep, "study"));
    expect(cache().find(runInputs(prep, "study")).run).toBeNull();
  });
});

describe("the plan of a run", () => {
  it("says what would be executed, from where each parameter comes, and whether it is cached", () => {
    const cells = [code(SOURCE), markdown("words"), code("1", "skip-execution"), code(" ")];
    const prep = prepared({ horizon: 5, dataset: "demo" }, cells);
    const plan = new RunPlan(prep, { origins: { horizon: "-p" }, cache: new RunCache(root) });
    expect(plan).toMatchObject({
      name: "study",
      notebook: "templates/study.ipynb",
      cells: {
        run: [1],
        skip: [
          { cell: 3, why: "skip-execution" },
          { cell: 4, why: "empty" },
        ],
      },
      cached: null,
      data: [{ dataset: "demo", version: null, from: "parameter dataset" }],
      parameters: [
        { name: "horizon", value: 5, origin: "-p" },
        { name: "dataset", value: "demo", origin: "default" },
      ],
    });
    expect(plan.toText()).toContain("1 to run, 2 to skip (cell 3: skip-execution, cell 4: empty)");
    const run = completed(prep);
    const again = new RunPlan(prep, { cache: new RunCache(root, () => ({ fingerprint: "f1" })) });
    expect(again).toMatchObject({ cached: run, data: [{ dataset: "demo", version: "v1" }] });
    expect(again.toText()).toContain(`answered by ${run}`);
  });
});
