import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";

const TRASH = ".trash";

/** Delete a folder of `experiments/`: it is gone in one step, by a rename, and then its files are. */
export function deleteRun(directory: string): void {
  const trash = join(dirname(directory), TRASH);
  mkdirSync(trash, { recursive: true });
  const target = join(trash, `${basename(directory)}.${process.pid}`);
  renameSync(directory, target);
  rmSync(target, { recursive: true, force: true });
}

/** Delete what a killed deletion left. */
export function emptyTrash(experiments: string): void {
  rmSync(join(experiments, TRASH), { recursive: true, force: true });
}

/** Bytes of all files in a folder. */
export function folderBytes(directory: string): number {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}
