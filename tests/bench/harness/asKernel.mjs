import { spawnSync } from "node:child_process";
import { assay } from "./assay.mjs";

/**
 * Run this program again in the environment of a kernel: how memory is handed out must be said before a process starts. The
 * peers get the same. Values of the user's own stay.
 */
export async function asKernel() {
  const { env } = (await assay("notebook/index.js")).kernelspec();
  if (Object.keys(env).every((name) => process.env[name])) return;
  const { status } = spawnSync(process.execPath, process.argv.slice(1), {
    env: { ...process.env, ...env },
    stdio: "inherit",
  });
  process.exit(status ?? 1);
}
