import { afterAll, beforeAll, describe, it } from "vitest";
import { DocsProject } from "../docs/docsProject.js";
import { BLOCKS, PageRunner } from "../docs/runBlocks.js";

/** The docs as a reader follows them: every block of a page, commands among them, from top to bottom, in a new project. */
describe.each(BLOCKS.filter(({ blocks }) => blocks.length > 0))("$page", ({ blocks }) => {
  let project: DocsProject;
  let runner: PageRunner;
  beforeAll(async () => {
    project = new DocsProject();
    await project.fill();
    runner = new PageRunner(project);
  });
  afterAll(async () => {
    await runner?.close();
    project.remove();
  });

  it.each(blocks)("$title", (block) => runner.run(block), 600_000);
});
