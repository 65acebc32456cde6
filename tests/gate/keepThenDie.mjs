// Keep one more table of events in a lake, or roll it back, and die before the n-th change of the file system.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const [library, dir, step, n] = process.argv.slice(2);
const CHANGES = ["openSync", "writeFileSync", "renameSync", "rmSync", "linkSync", "mkdirSync"];
let calls = 0;
for (const name of CHANGES) {
  const original = fs[name];
  fs[name] = (...args) => {
    if (args.some((arg) => String(arg).startsWith(dir)) && ++calls === Number(n))
      process.kill(process.pid, "SIGKILL");
    return original(...args);
  };
}
syncBuiltinESMExports();

const { events, openLake } = await import(library);
const lake = openLake(dir);
if (step === "rollback") await lake.rollbackEvents("ratings", "v1");
else {
  const rows = [{ symbol: "AAA", event: "2020-01-02", known: "2020-01-02T21:30:00Z", values: { change: 2 } }];
  const columns = [{ name: "change", kind: "number" }];
  await lake.keep(events.EventTable.of({ name: "ratings", columns, rows }));
}
