/**
 * The adversarial cases, run by `assay run`, papermill and nbclient.
 *
 *   ASSAY_PYTHON=python npm run adversarial           all of them; writes docs/adversarial.md (ten minutes)
 *   ASSAY_PYTHON=python npm run adversarial -- throw  the cases whose name has this in it; prints, writes nothing
 *
 * The Python needs papermill, nbclient and ipykernel. Exit code 1 when `assay run` does other than expected.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { attempt } from "./attempt.mjs";
import { CASES } from "./cases.mjs";
import { faultsOf } from "./judge.mjs";
import { page } from "./page.mjs";
import { PYTHON, RUNNERS } from "./runners.mjs";

if (!PYTHON) throw new Error("ASSAY_PYTHON must name a Python with papermill, nbclient and ipykernel");
const hasMounts = spawnSync("unshare", ["-rm", "mount", "-t", "tmpfs", "tmpfs", "/tmp"]).status === 0;
const wanted = process.argv.slice(2).join(" ");
const cases = CASES.filter(({ name, mount }) => name.includes(wanted) && (hasMounts || !mount));
if (cases.length === 0) throw new Error(`no case has ${wanted} in its name`);

const outcomes = Object.fromEntries(cases.map(({ name }) => [name, {}]));
const waiting = cases.flatMap((one) => RUNNERS.map((runner) => ({ one, runner })));
await Promise.all(cpus().slice(0, 2).map(lane));

async function lane() {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { one, runner } = next;
    const outcome = await attempt(runner, one);
    const faults = faultsOf(one, outcome);
    outcomes[one.name][runner.name] = { ...outcome, faults };
    console.log(`${one.name}, ${runner.name}: exit ${outcome.exit}, ${faults.join("; ") || "right"}`);
    if (wanted && faults.length > 0) console.log(outcome.text.slice(-600));
  }
}

if (!wanted) {
  const file = new URL("../../docs/adversarial.md", import.meta.url);
  writeFileSync(file, page({ cases, runners: RUNNERS, outcomes, versions: versions() }));
}
const wrong = cases.filter(({ name }) => outcomes[name]["assay run"].faults.length > 0);
if (wrong.length > 0) {
  console.error(`assay run, not as expected: ${wrong.map(({ name }) => name).join(", ")}`);
  process.exitCode = 1;
}

function versions() {
  const assay = JSON.parse(readFileSync(new URL("../../lib/package.json", import.meta.url), "utf8"));
  const code = `import sys, importlib.metadata as m
print("Python " + sys.version.split()[0], *(p + " " + m.version(p) for p in ["papermill", "nbclient", "ipykernel", "jupyter_client"]), sep=", ")`;
  const python = spawnSync(PYTHON, ["-c", code], { encoding: "utf8" }).stdout.trim();
  const tslab = JSON.parse(
    readFileSync(new URL("../../node_modules/tslab/package.json", import.meta.url), "utf8"),
  );
  return `Assay ${assay.version}, Node ${process.versions.node}, tslab ${tslab.version}, ${python}`;
}
