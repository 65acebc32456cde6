import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { annotate, createRun, listRuns, readRun } from "../../../lib/src/tracking/index.js";
import { inChild, project } from "../../support/tracking.js";

it("tags and notes from outside are added and taken away without changing the record, torn or parallel", async () => {
  const root = project();
  const run = createRun({ root, name: "a", kind: "library", tags: ["draft"] });
  run.note("inside");
  annotate(root, "latest", { add: ["while it runs"] });
  run.finish();
  const file = readFileSync(join(run.directory, "run.json"), "utf8");
  appendFileSync(join(run.directory, "annotations.jsonl"), '{"type":"tag","ti');
  const view = annotate(root, run.runId, { add: ["good"], remove: ["draft"], note: " Agrees. " });
  expect(view.record.tags).toEqual(["while it runs", "good"]);
  expect(view.record.notes.map(({ text }) => text)).toEqual(["inside", "Agrees."]);
  expect(readFileSync(join(run.directory, "run.json"), "utf8")).toBe(file);
  expect(listRuns(root, { tag: "good" }).runs).toHaveLength(1);
  expect(listRuns(root, { tag: "draft" }).runs).toHaveLength(0);
  const script = 'for (let i = 0; i < 20; i++) tracking.annotate(".", "latest", { note: String(i) })';
  await Promise.all(Array.from({ length: 3 }, () => inChild(root, script)));
  expect(readRun(root, "latest").record.notes).toHaveLength(62);
  annotate(root, "latest", { add: ["draft"] });
  expect(readRun(root, "latest").toText()).toMatch(/tags +while it runs, good, draft/);
  expect(() => annotate(root, "latest", { add: [" "] })).toThrow(/must be a text that is not empty/);
  expect(() => annotate(root, "latest", {})).toThrow(/say what to add or remove/);
});
