import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { findJupyterLab, runLab } from "../../lib/src/notebook/index.js";
import { TestProject } from "../support/notebooks.js";

let project: TestProject;
beforeAll(() => {
  project = new TestProject();
  vi.stubEnv("VIRTUAL_ENV", undefined);
  vi.stubEnv("PATH", join(project.root, "path"));
});
afterAll(() => {
  vi.unstubAllEnvs();
  project.remove();
});

/** A program that answers like JupyterLab, and writes down how it was called. */
function pretend(bin: string, version: string, then = ""): void {
  const path = join(project.root, bin, "jupyter-lab");
  mkdirSync(join(project.root, bin), { recursive: true });
  const script = `#!${process.execPath}
    if (process.argv.includes("--version")) console.log(${JSON.stringify(version)});
    else {
      const fs = require("node:fs");
      const spec = process.env.JUPYTER_PATH.split(":")[0] + "/kernels/assay-typescript/kernel.json";
      const called = { args: process.argv.slice(2), JUPYTER_PATH: process.env.JUPYTER_PATH, spec: fs.readFileSync(spec, "utf8") };
      fs.writeFileSync(${JSON.stringify(join(project.root, "called.json"))}, JSON.stringify(called));
      ${then}
    }`;
  writeFileSync(path, script);
  chmodSync(path, 0o755);
}

it("says the one command that installs JupyterLab where there is none", async () => {
  await expect(runLab({ root: project.root })).rejects.toThrow(
    "assay lab: JupyterLab is not installed (install it with: python3 -m venv .venv && .venv/bin/pip install jupyterlab)",
  );
});

it("takes the JupyterLab of the activated environment, of the project, of the PATH, in this order", async () => {
  const found = async () => (await findJupyterLab(project.root))?.version;
  pretend("path", "3.0.0");
  expect(await found()).toBe("3.0.0");
  pretend(".venv/bin", "4.1.0");
  expect(await found()).toBe("4.1.0");
  pretend("active/bin", "4.2.0");
  vi.stubEnv("VIRTUAL_ENV", join(project.root, "active"));
  expect(await found()).toBe("4.2.0");
  pretend("active/bin", "an error");
  expect(await found()).toBe("4.1.0");
  vi.stubEnv("VIRTUAL_ENV", undefined);
});

it("starts it in the project with the kernel for this server, and hands arguments on", async () => {
  vi.stubEnv("JUPYTER_PATH", "/others");
  expect(await runLab({ root: project.root, browser: false, args: ["--port", "9"] })).toBe(0);
  const called = JSON.parse(readFileSync(join(project.root, "called.json"), "utf8"));
  expect(called.args).toEqual([
    "-y",
    "--no-browser",
    `--ServerApp.root_dir=${project.root}`,
    "--MultiKernelManager.default_kernel_name=assay-typescript",
    "--port",
    "9",
  ]);
  expect(called.JUPYTER_PATH).toMatch(/assay-lab-\w+:\/others$/);
  expect(JSON.parse(called.spec).argv[0]).toBe(process.execPath);
});

it("leaves an option that Jupyter takes once to the caller, and tells how the server ended", async () => {
  pretend(".venv/bin", "4.1.0", "process.exit(3)");
  expect(await runLab({ root: project.root, args: ["--notebook-dir=/x"] })).toBe(3);
  const called = JSON.parse(readFileSync(join(project.root, "called.json"), "utf8"));
  expect(called.args.join()).not.toContain("root_dir");
});

it("ends the server when it is aborted", async () => {
  pretend(".venv/bin", "4.1.0", "setInterval(() => undefined, 1000)");
  expect(await runLab({ root: project.root, signal: AbortSignal.timeout(600) })).toBe(0);
});
