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
 * glibc asks for huge pages for large arrays, so that new memory for a panel costs a third; arrays below 32 MB come from its
 * heap, which it gives back only when more than 256 MB at its end are free, so that most panels need no new memory.
 */
const ALLOCATOR = [
  "glibc.malloc.hugetlb=1",
  `glibc.malloc.mmap_threshold=${32 * 2 ** 20}`,
  `glibc.malloc.trim_threshold=${256 * 2 ** 20}`,
].join(":");

/** What the kernel's environment has beyond the user's. A `GLIBC_TUNABLES` of the user's own stays. Nothing outside Linux. */
export function kernelEnv(env: NodeJS.ProcessEnv = process.env): { GLIBC_TUNABLES?: string } {
  if (process.platform !== "linux") return {};
  return { GLIBC_TUNABLES: env.GLIBC_TUNABLES || ALLOCATOR };
}

function tslabCommand(): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve("tslab/package.json")), "bin", "tslab");
}
