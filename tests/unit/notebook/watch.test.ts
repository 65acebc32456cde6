import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { watchRuns } from "../../../lib/src/notebook/index.js";
import { code, markdown, notebookText } from "../../support/notebooks.js";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "assay-watch-"));
  mkdirSync(join(root, "templates"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

it("runs again when cells, modules or parameters change, interrupts a run, and ignores outputs", async () => {
  const [notebook, module, params] = ["templates/study.ipynb", "own.ts", "params.yaml"].map((name) =>
    join(root, name),
  );
  const cell = code(`import "./own"`);
  writeFileSync(notebook, notebookText(cell));
  writeFileSync(module, "export {}");
  writeFileSync(params, "n: 1");
  const end = new AbortController();
  const changes: string[] = [];
  const interrupted: boolean[] = [];
  const steps = [
    () => writeFileSync(module, "export const a = 1"),
    () => {
      writeFileSync(
        notebook,
        notebookText({ ...cell, outputs: [{ output_type: "stream", name: "stdout", text: "1" }] }),
      );
      writeFileSync(`${params}.new`, "n: 2");
      renameSync(`${params}.new`, params);
    },
    () => writeFileSync(notebook, notebookText(cell, markdown("more"))),
    () => end.abort(),
  ];
  const run = async (signal: AbortSignal) => {
    const step = steps.shift();
    const stopped = new Promise((resolve) => signal.addEventListener("abort", resolve));
    step?.();
    // The first run ends by itself before the change is told; the others go on until they are interrupted.
    if (steps.length < 3) await stopped;
    interrupted.push(signal.aborted);
  };
  await watchRuns({
    notebook: "study",
    root,
    files: [params],
    signal: end.signal,
    run,
    onChange: (file) => void changes.push(file),
  });
  expect(changes).toEqual([module, params, notebook]);
  expect(interrupted).toEqual([false, true, true, true]);
});
