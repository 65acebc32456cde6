import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { libraryVersion } from "../core/index.js";
import { fileSha256 } from "./fileSha256.js";
import type { EnvironmentRecord, RunRecord } from "./record.js";

const LOCK_FILES = ["package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock"];

/** Where the code runs. Environment variables by name only. */
export function environmentRecord(): EnvironmentRecord {
  return {
    node: process.version,
    platform: process.platform,
    arch: process.arch,
    cpus: availableParallelism(),
    assay: libraryVersion(),
    tslab: versionOf("tslab"),
    typescript: versionOf("@tslab/typescript-for-tslab"),
    variables: Object.keys(process.env).sort(),
  };
}

/** The lock file of the project and its hash: which versions of everything else ran. */
export function lockFileRecord(root: string): RunRecord["lockFile"] {
  for (const file of LOCK_FILES) {
    const sha256 = fileSha256(join(root, file));
    if (sha256) return { file, sha256 };
  }
  return null;
}

function versionOf(name: string): string | null {
  try {
    return versionIn(createRequire(import.meta.url).resolve(`${name}/package.json`));
  } catch {
    return null;
  }
}

function versionIn(manifest: string): string | null {
  try {
    const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version?: unknown };
    return typeof version === "string" ? version : null;
  } catch {
    return null;
  }
}
