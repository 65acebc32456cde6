import { spawnSync } from "node:child_process";

const VARIABLE = "GLIBC_TUNABLES";
/** As `kernelEnv` in lib/src/notebook/launcher.ts says. */
const ALLOCATOR =
  "glibc.malloc.hugetlb=1:glibc.malloc.mmap_threshold=33554432:glibc.malloc.trim_threshold=268435456";

/**
 * Run this program again as a kernel runs: on Linux with glibc asked for huge pages and to keep what is freed, which must be
 * said before a process starts. The peers get the same environment. A value of the user's own stays.
 */
export function withHugePages() {
  if (process.platform !== "linux" || process.env[VARIABLE]) return;
  const env = { ...process.env, [VARIABLE]: ALLOCATOR };
  const { status } = spawnSync(process.execPath, process.argv.slice(1), { env, stdio: "inherit" });
  process.exit(status ?? 1);
}
