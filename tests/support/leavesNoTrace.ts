import { afterAll, expect } from "vitest";

/** What of the process a test file could change and leave behind for the files after it. */
const state = () => ({
  recorder: (globalThis as { [key: symbol]: unknown })[Symbol.for("assay.recorder")],
  clock: [Date, Date.now, setTimeout, performance.now],
  folder: [process.cwd, process.cwd()],
  output: [process.stdout.write, process.stderr.write, process.emitWarning],
  network: fetch,
  exitCode: process.exitCode,
});

const found = state();
const variables = { ...process.env };

afterAll(() => {
  expect(state(), "what this file leaves behind for the next").toEqual(found);
  const names = Object.keys({ ...variables, ...process.env });
  const changed = names.filter((name) => process.env[name] !== variables[name]);
  expect(changed, "environment variables that this file leaves changed").toEqual([]);
});
