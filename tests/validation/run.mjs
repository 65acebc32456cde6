/**
 * Ground truth: levels and powers of the tests, planted rank ICs found again, corrections for many tests, inference on
 * Sharpe ratios, flaws of data found by the quality rules.
 *
 *   npm run validate             all of it on two threads; writes docs/validation/*.md (minutes)
 *   npm run validate -- overlap  one page
 *   npm run validate -- --fast   a handful of trials; prints, writes nothing
 *
 * Exit code 1 when a figure is not as promised.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import * as manyTests from "./manyTests.mjs";
import * as overlap from "./overlap.mjs";
import * as planted from "./planted.mjs";
import { spread } from "./pool.mjs";
import * as quality from "./quality.mjs";
import * as sharpe from "./sharpe.mjs";

const PARTS = { overlap, planted, "many-tests": manyTests, sharpe, quality };
const FOLDER = new URL("../../docs/validation/", import.meta.url);

const given = process.argv.slice(2);
const fast = given.includes("--fast");
const names = given.filter((word) => word !== "--fast");
const unknown = names.find((name) => !(name in PARTS));
if (unknown) throw new Error(`no page is called ${unknown}; there are ${Object.keys(PARTS).join(", ")}`);

for (const name of names.length > 0 ? names : Object.keys(PARTS)) {
  const { url, tasks, page } = PARTS[name];
  const done = tasks(fast);
  const started = performance.now();
  const { text, failures } = page(done, await spread(url, done));
  if (fast) console.log(text);
  else {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(new URL(`${name}.md`, FOLDER), text);
    console.log(`docs/validation/${name}.md, ${((performance.now() - started) / 60_000).toFixed(1)} min`);
  }
  for (const failure of failures) console.error(`${name}, not as promised: ${failure}`);
  if (failures.length > 0) process.exitCode = 1;
}
