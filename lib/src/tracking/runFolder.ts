import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fail } from "../core/index.js";

export interface RunFolder {
  readonly runId: string;
  readonly directory: string;
}

/** Where the runs of a project are. */
export function experimentsOf(root: string): string {
  return join(root, "experiments");
}

/** Make the folder of a new run. Parallel starts get different ids, because creating a folder is exclusive. */
export function makeRunFolder(root: string, name: string, startedAt: Date): RunFolder {
  const experiments = experimentsOf(root);
  mkdirSync(experiments, { recursive: true });
  const stem = `${stamp(startedAt)}-${slug(name)}`;
  for (let attempt = 0; attempt < 1000; attempt++) {
    const runId = `${stem}-${randomBytes(2).toString("hex")}`;
    const directory = join(experiments, runId);
    if (madeFolder(directory)) return { runId, directory };
  }
  return fail("tracking.createRun", `no free run id for ${stem} after 1000 attempts`);
}

function madeFolder(directory: string): boolean {
  try {
    mkdirSync(directory);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** `20261121-031512`, UTC. */
function stamp(time: Date): string {
  const digits = time.toISOString().replace(/\D/g, "");
  return `${digits.slice(0, 8)}-${digits.slice(8, 14)}`;
}

function slug(name: string): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-");
  return plain.slice(0, 48).replace(/^-+|-+$/g, "") || "run";
}
