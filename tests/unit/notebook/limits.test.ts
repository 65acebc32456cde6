import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { exitCodeOf, prepareNotebook, sweep, trackedRun } from "../../../lib/src/notebook/index.js";
import { code, TestProject } from "../../support/notebooks.js";

const project = new TestProject();
afterAll(() => project.remove());
const { root } = project;

describe("a limit that is none is refused before anything is made", () => {
  it.each([
    ["timeout=soon", /the tag timeout= of cell 2 \(\w+\) must give a positive number, got "timeout=soon"/],
    ["output-limit=-1", /the tag output-limit= of cell 2 /],
  ])("in a tag: %s", async (tag, message) => {
    const notebook = project.template("tagged", code("1"), code("2", tag));
    const refused = await trackedRun({ notebook, root }).catch((error: unknown) => error);
    expect(String(refused)).toMatch(message);
    expect(exitCodeOf(refused)).toBe(2);
    expect(existsSync(join(root, "experiments"))).toBe(false);
  });

  it("in an option, also of one run of a sweep", async () => {
    const notebook = project.template("plain", code("1"));
    const timeouts = { cellMs: -1 };
    await expect(trackedRun({ notebook, root, timeouts })).rejects.toThrow(
      "timeouts.cellMs must be a positive",
    );
    const prepared = await prepareNotebook({ notebook, root });
    const jobs = [{ prepared, name: "a", timeouts, continueOnError: false }];
    await expect(sweep(jobs, { root, name: "s", source: "x" })).rejects.toThrow("timeouts.cellMs must be");
    expect(existsSync(join(root, "experiments"))).toBe(false);
  });
});
