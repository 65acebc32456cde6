import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const SERVER = fileURLToPath(new URL("../peer/server.py", import.meta.url));

/**
 * The Python side: one process for the whole run, which times each call itself, so that neither its start nor the
 * transport counts. Null when there is no Python with pandas.
 */
export async function startPeer(dir, python = process.env.ASSAY_PYTHON ?? "python3") {
  const probe = spawnSync(python, ["-c", "import pandas"], { stdio: "ignore" });
  if (probe.status !== 0) {
    process.stderr.write("bench: no Python with pandas, peers are NOT MEASURED (set ASSAY_PYTHON)\n");
    return null;
  }
  const child = spawn(python, ["-B", SERVER, dir], {
    stdio: ["pipe", "pipe", "ignore"],
    env: { ...process.env, POLARS_MAX_THREADS: "2", PYTHONWARNINGS: "ignore" },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (request) => {
    child.stdin.write(`${JSON.stringify(request)}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error("bench: the peer process ended");
    const reply = JSON.parse(value);
    if (reply.error) throw new Error(`bench: the peer failed\n${reply.error}`);
    return reply;
  };
  const { versions } = await ask({ do: "versions" });
  let slots = 0;
  return {
    versions,
    /** A prepared task of the peer; null when a package it needs is missing. */
    async prepare(task, args) {
      const slot = ++slots;
      const reply = await ask({ do: "prepare", task, args, slot });
      if (reply.missing) return null;
      const file = join(dir, `peer-${slot}.f64`);
      return {
        numbers: async () => {
          await ask({ do: "run", slot });
          await ask({ do: "result", slot, file });
          const bytes = readFileSync(file);
          rmSync(file);
          return new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8);
        },
        close: () => ask({ do: "drop", slot }),
        time: async () => (await ask({ do: "run", slot })).ms,
        /** Peak resident memory of the peer's process after a run, in MB. */
        peak: async () => (await ask({ do: "run", slot })).peak,
      };
    },
    async stop() {
      child.stdin.end();
      if (child.exitCode === null) await once(child, "exit");
    },
  };
}
