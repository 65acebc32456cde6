import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkNode } from "../../lib/build/cli/doctor/installation.js";
import { checkKernelspec } from "../../lib/build/cli/doctor/kernel.js";
import { checkRuns } from "../../lib/build/cli/doctor/record.js";
import { installKernelspec } from "../../lib/dist/notebook/index.js";
import { makeProject, type Project } from "../support/project.js";

let project: Project;
beforeAll(() => {
  project = makeProject();
});
afterAll(() => project.remove());

interface Examined {
  readonly problems: number;
  readonly findings: { check: string; status: string; message: string; fix?: string }[];
}

async function doctor(): Promise<Examined & { code: number | null }> {
  const { code, stdout } = await project.assay("doctor", "--json");
  return { code, ...(JSON.parse(stdout) as Examined) };
}

test("finds a fresh project in order, and says how to get data", async () => {
  const { code, problems, findings } = await doctor();
  expect(findings.filter(({ status }) => status === "problem")).toEqual([]);
  expect({ code, problems }).toEqual({ code: 0, problems: 0 });
  const of = (check: string) => findings.find((finding) => finding.check === check);
  expect(of("kernel")?.message).toMatch(
    /^starts in \d+ ms, imports assay in \d+ ms, a cell then takes \d+ ms$/,
  );
  expect(of("data")).toMatchObject({ status: "warning", fix: expect.stringContaining("npx assay demo") });
  for (const { status, fix } of findings) expect(status === "ok").toBe(fix === undefined);
});

test("exits with 1 for a project that does not find the library, and says what to do", async () => {
  rmSync(join(project.dir, "node_modules"));
  const { code, stdout, stderr } = await project.assay("doctor");
  symlinkSync(new URL("../../node_modules", import.meta.url).pathname, join(project.dir, "node_modules"));
  expect(code).toBe(1);
  expect(stdout).toMatch(/: 2 problems, \d warnings\n$/);
  expect(stderr).toMatch(
    /problem {2}library +the project in .* does not find assay\n +fix: run npm install in it/,
  );
  expect(stderr).toMatch(/problem {2}kernel +can not import assay: TypeScriptError/);
});

test("knows an old Node", () => {
  expect(checkNode("20.18.3")).toMatchObject({ status: "problem" });
  expect(checkNode("20.19.0")).toMatchObject({ status: "ok" });
  expect(checkNode("24.0.0")).toMatchObject({ status: "ok" });
});

test("knows a kernelspec that leads nowhere", async () => {
  const dataDir = join(project.dir, "jupyter");
  expect(checkKernelspec(dataDir)).toMatchObject({
    status: "ok",
    message: expect.stringContaining("not registered"),
  });
  const folder = await installKernelspec({ dataDir });
  expect(checkKernelspec(dataDir)).toMatchObject({ status: "ok" });
  writeFileSync(join(folder, "kernel.json"), JSON.stringify({ argv: ["/gone/node", "kernel"] }));
  expect(checkKernelspec(dataDir)).toMatchObject({
    status: "problem",
    message: expect.stringContaining("/gone/node"),
    fix: "npx assay lab --install",
  });
});

test("knows runs that can not be read", () => {
  mkdirSync(join(project.dir, "experiments", "20260101-000000-broken-0000"));
  writeFileSync(join(project.dir, "experiments", "20260101-000000-broken-0000", "run.json"), "{");
  expect(checkRuns(project.dir)).toMatchObject({
    status: "warning",
    message: expect.stringContaining("broken"),
  });
});
