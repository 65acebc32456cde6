// Ingest a file and be killed: before the n-th change of the file system (mode "call"), or whenever the parent
// sends the signal (mode "wait", which says "ready" first).
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const [library, dir, source, mode, n] = process.argv.slice(2);
const CHANGES = ["renameSync", "rmSync", "writeSync", "writeFileSync", "linkSync", "mkdtempSync"];

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
process.stdout.write("ready\n");
await openLake(dir).ingest(source, { dataset: "d" });
process.stdout.write("done\n");
