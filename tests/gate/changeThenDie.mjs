// Change a dataset again and again, beginning with a given step, until killed: before the n-th change of the file system (mode "call"), or whenever
// the parent sends the signal (mode "wait"). Mode "once" lives through that one step. Each step is named on a line of its own before it begins.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const [library, dir, first, second, restated, start, mode, n] = process.argv.slice(2);
const CHANGES = [
  "renameSync",
  "rmSync",
  "rmdirSync",
  "writeSync",
  "writeFileSync",
  "linkSync",
  "mkdirSync",
  "mkdtempSync",
];

if (mode === "call") {
  let calls = 0;
  for (const name of CHANGES) {
    const original = fs[name];
    fs[name] = (...args) => {
      if (++calls === Number(n)) process.kill(process.pid, "SIGKILL");
      return original(...args);
    };
  }
  syncBuiltinESMExports();
}
const { openLake } = await import(library);
const lake = openLake(dir);
const dataset = "d";
const steps = {
  ingest: () => lake.ingest(first, { dataset }),
  append: () => lake.append(second, { dataset, known: "bar" }),
  restate: () => lake.append(restated, { dataset }),
  compact: () => lake.compact(dataset),
  rollback: () =>
    lake.rollback(dataset, lake.history(dataset).filter((each) => !each.collectedAt)[0].version),
  collect: () => lake.collect({ superseded: 0 }),
};
const names = Object.keys(steps);
for (let i = Number(start); ; i++) {
  const name = names[i % names.length];
  fs.writeSync(1, `${name}\n`);
  await steps[name]();
  if (mode === "once") break;
}
