import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anchorsOf, type Block, linksOf, pathsIn } from "./blocks.js";
import { DocsProject, REPOSITORY } from "./docsProject.js";
import { BLOCKS, PageRunner } from "./runBlocks.js";

/** One project and one kernel for all pages, to save time: `tests/gate/docsCommands.test.ts` proves that each stands alone. */
let project: DocsProject;
let runner: PageRunner;
beforeAll(async () => {
  project = new DocsProject();
  await project.fill();
  project.addRuns();
  runner = new PageRunner(project);
});
afterAll(async () => {
  await runner?.close();
  project.remove();
});

/**
 * All blocks but commands, each a process of its own or several: `tests/gate/docsCommands.test.ts` runs those too. Cells read
 * what `assay ingest` and `assay data holdout` have written, so these stay.
 */
const isQuick = ({ language, source }: Block) =>
  !["bash", "sh"].includes(language) ||
  source.split("\n").every((line) => /^(npx assay (ingest|data holdout) .*|\s*)$/.test(line));

describe.each(BLOCKS)("$page", ({ page, blocks }) => {
  it.each(blocks.filter(isQuick))("$title", (block) => runner.run(block));

  it("has links that lead somewhere", () => {
    const path = join(REPOSITORY, page);
    const broken = linksOf(path).filter(({ target }) => !leadsSomewhere(path, target));
    expect(broken).toEqual([]);
  });

  it("names files that exist", () => {
    const missing = pathsIn(join(REPOSITORY, page)).filter((path) => !existsSync(join(REPOSITORY, path)));
    expect(missing).toEqual([]);
  });
});

it("has generated tables that say what the registries say", () => {
  const { status, stdout } = spawnSync(process.execPath, [join(REPOSITORY, "docs/generate.mjs"), "--check"], {
    encoding: "utf8",
  });
  expect(stdout).toBe("");
  expect(status).toBe(0);
});

function leadsSomewhere(page: string, target: string): boolean {
  if (/^https?:/.test(target)) return true;
  const [path, anchor] = target.split("#");
  const file = path === "" ? page : resolve(dirname(page), path);
  if (relative(REPOSITORY, file).startsWith("..") || !existsSync(file)) return false;
  return anchor === undefined || anchorsOf(file).has(anchor);
}
