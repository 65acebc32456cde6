import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const script = new URL("./run.mjs", import.meta.url).pathname;
const validate = (...words: string[]) => promisify(execFile)(process.execPath, [script, ...words]);

test("the ground truth is simulated in one command", async () => {
  const { stdout, stderr } = await validate("--fast");
  expect(stderr).toBe("");
  const titles = Array.from(stdout.matchAll(/^# (.*)$/gm), ([, title]) => title);
  expect(titles).toEqual([
    "Overlap and persistence",
    "Planted rank ICs",
    "Many tests",
    "Sharpe ratios",
    "Quality",
  ]);
  expect(stdout).not.toMatch(/NaN|undefined|Infinity/);
});

test("a page that does not exist is refused", async () => {
  await expect(validate("overlaps")).rejects.toThrow("no page is called overlaps");
});
