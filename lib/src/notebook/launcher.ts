import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Absolute path of the script that `node --require` loads before tslab. */
export const PRELOAD = fileURLToPath(new URL("./preload/index.cjs", import.meta.url));

/** The command that starts a kernel, for everybody: headless runs, JupyterLab, VS Code. */
export function kernelArgv(connectionFile: string): string[] {
  return [process.execPath, "--require", PRELOAD, tslabCommand(), "kernel", "--config-path", connectionFile];
}

function tslabCommand(): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve("tslab/package.json")), "bin", "tslab");
}
