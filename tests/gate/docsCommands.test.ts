import { afterAll, beforeAll, describe, it } from "vitest";
import { DocsProject } from "../docs/docsProject.js";
import { BLOCKS, PageRunner } from "../docs/runBlocks.js";

let project: DocsProject;
beforeAll(async () => {
  project = new DocsProject();
  await project.fill();
});
afterAll(() => project.remove());

/** The docs as a reader follows them: every block of a page, commands among them, from top to bottom. */
describe.each(BLOCKS.filter(({ blocks }) => blocks.length > 0))("$page", ({ blocks }) => {
  let runner: PageRunner;
  beforeAll(() => {
    runner = new PageRunner(project);
  });
  afterAll(() => runner.close());

  it.each(blocks)("$title", (block) => runner.run(block), 600_000);
});
