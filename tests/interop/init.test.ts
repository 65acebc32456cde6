import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const ROOT = new URL("../../", import.meta.url).pathname;
const ASSAY = join(ROOT, "lib/bin/assay.js");

let place: string;
let tarball: string;
let project: string;

/** The packed library, and a project made by it as `npx assay init` would, with the packages that are installed here. */
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), "assay-init-"));
  const packed = execFileSync("npm", ["pack", "--json", "--pack-destination", place], {
    cwd: join(ROOT, "lib"),
    encoding: "utf8",
  });
  tarball = join(place, JSON.parse(packed)[0].filename);
  const library = join(place, "package");
  execFileSync("tar", ["-xzf", tarball, "-C", place]);
  linkPackages(join(place, "node_modules"));
  project = join(place, "My Research");
  const made = spawnSync(
    process.execPath,
    [join(library, "bin/assay.js"), "init", project, "--library", tarball, "--no-install"],
    { encoding: "utf8" },
  );
  expect(made.status, made.stderr).toBe(0);
  linkPackages(join(project, "node_modules"));
  execFileSync("cp", ["-r", library, join(project, "node_modules", "assay")]);
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** Every package that is installed here but the library; those of its own version are its own. */
function linkPackages(folder: string): void {
  mkdirSync(folder);
  for (const name of readdirSync(join(ROOT, "node_modules"))) {
    if (name !== "assay" && name !== ".bin")
      symlinkSync(join(ROOT, "node_modules", name), join(folder, name));
  }
}

test("packs what it needs and nothing else", () => {
  const files = execFileSync("tar", ["-tzf", tarball], { encoding: "utf8" }).trim().split("\n");
  expect(new Set(files.map((file) => file.split("/")[1]))).toEqual(
    new Set(["bin", "dist", "package.json", "scaffold"]),
  );
  for (const file of [
    "dist/notebook/preload/index.cjs",
    "scaffold/notebooks/research.ipynb",
    "scaffold/project/templates/factor-report.ipynb",
    "scaffold/project/config/quality.yaml",
    "scaffold/project/gitignore",
  ]) {
    expect(files).toContain(`package/${file}`);
  }
  expect(existsSync(join(ROOT, "lib/scaffold/project/templates"))).toBe(false);
});

test("the project names the library it was made with, and tools of the versions that are tested here", () => {
  const manifest = JSON.parse(readFileSync(join(project, "package.json"), "utf8"));
  expect(manifest).toMatchObject({
    name: "my-research",
    private: true,
    dependencies: { assay: `file:${tarball}` },
  });
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  expect(devDependencies).toMatchObject(manifest.devDependencies);
  expect(readFileSync(join(project, ".gitignore"), "utf8")).toContain("/experiments/*");
  expect(existsSync(join(project, ".git"))).toBe(true);
  expect(readdirSync(join(project, "notebooks"))).toEqual([
    expect.stringMatching(/^\d{4}-\d\d-\d\d-first-look\.ipynb$/),
  ]);
});

test("its test passes, its types are right, and its notebook runs after a small demo", () => {
  const run = (file: string, ...args: string[]) => {
    const { ASSAY_DATA, ASSAY_ROOT, ASSAY_RUN_DIR, VITEST, ...env } = process.env;
    const ran = spawnSync(process.execPath, [join(project, "node_modules", file), ...args], {
      cwd: project,
      encoding: "utf8",
      env,
    });
    expect(ran.status, `${file}\n${ran.stdout}\n${ran.stderr}`).toBe(0);
    return ran.stdout;
  };
  expect(run("vitest/vitest.mjs", "run")).toMatch(/Tests .*8 passed/);
  run("typescript/bin/tsc");
  expect(run("assay/bin/assay.js", "demo")).toMatch(/measured/);
  const [notebook] = readdirSync(join(project, "notebooks"));
  run("assay/bin/assay.js", "run", `notebooks/${notebook}`);
});

test("refuses a folder that is not empty, and a library that is not there", () => {
  const refused = (...args: string[]) => {
    const { status, stderr } = spawnSync(process.execPath, [ASSAY, "init", ...args], { encoding: "utf8" });
    expect(status).toBe(2);
    return stderr;
  };
  expect(refused(project)).toContain("assay init: the folder must be empty");
  expect(refused(join(place, "new"), "--library", "no-such.tgz")).toContain(
    "--library must be a folder or a tarball",
  );
  expect(existsSync(join(place, "new"))).toBe(false);
});
