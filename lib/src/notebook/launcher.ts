import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { CODE_FOLDER } from "../core/index.js";

/** Absolute path of the script that `node --require` loads before tslab. */
export const PRELOAD = `${CODE_FOLDER}notebook/preload/index.cjs`;

/** The command that starts a kernel, for everybody: headless runs, JupyterLab, VS Code. */
export function kernelArgv(connectionFile: string): string[] {
  return [process.execPath, "--require", PRELOAD, tslabCommand(), "kernel", "--config-path", connectionFile];
}

/**
 * What the kernel's environment has beyond the user's: glibc then asks for huge pages for large arrays, and new memory
 * for a panel costs a third. A `GLIBC_TUNABLES` of the user's own stays as it is. Nothing outside Linux.
 */
export function kernelEnv(env: NodeJS.ProcessEnv = process.env): { GLIBC_TUNABLES?: string } {
  if (process.platform !== "linux") return {};
  return { GLIBC_TUNABLES: env.GLIBC_TUNABLES || "glibc.malloc.hugetlb=1" };
}

function tslabCommand(): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve("tslab/package.json")), "bin", "tslab");
}
