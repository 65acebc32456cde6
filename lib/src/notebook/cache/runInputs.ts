import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { CODE_FOLDER, canonicalJson, relativePath, sha256 } from "../../core/index.js";
import { environmentRecord, lockFileRecord } from "../../tracking/index.js";
import { isCode, tagsOf } from "../execute/nbformat.js";
import { INJECTED } from "../parameters/inject.js";
import { toSource } from "../parameters/toSource.js";
import type { PreparedNotebook } from "../run/prepareNotebook.js";
import { localModules } from "./localModules.js";

/**
 * Everything that decides what a run computes, except the data it reads: each part by its SHA-256 or its version.
 * Two runs with equal inputs that read the same data give the same numbers.
 */
export interface RunInputs {
  /** Kind, source and tags of every cell, in order; outputs and the cell of the given values do not count. */
  readonly notebook: string;
  readonly name: string;
  readonly parameters: string;
  /** Local files that the notebook imports. */
  readonly modules: string;
  /** The library's own build. */
  readonly library: string;
  /** All files under `config/`, but those that say what to run. */
  readonly config: string;
  readonly lockFile: string;
  readonly node: string;
  readonly kernel: string;
}

export function runInputs({ root, notebook, parameters }: PreparedNotebook, name: string): RunInputs {
  const { node, platform, arch, tslab, typescript } = environmentRecord();
  const written = notebook.cells.filter((cell) => !tagsOf(cell).includes(INJECTED));
  const cells = written.map((cell) => [cell.cell_type, cell.source, isCode(cell) ? tagsOf(cell) : []]);
  return {
    notebook: sha256(canonicalJson(cells)),
    name,
    parameters: sha256(toSource(parameters.values)),
    modules: hashFiles(root, localModules(notebook, root)),
    library: libraryBuild(),
    config: hashFiles(root, settingsIn(root)),
    lockFile: lockFileRecord(root)?.sha256 ?? "none",
    node: `${node} ${platform} ${arch}`,
    kernel: `tslab ${tslab}, TypeScript ${typescript}`,
  };
}

export const inputsKey = (inputs: RunInputs): string => sha256(canonicalJson(inputs));

function settingsIn(root: string): string[] {
  const folder = join(root, "config");
  return filesIn(folder).filter((file) => !file.startsWith(join(folder, "batch") + sep));
}

let library: string | undefined;

/** Once per process: a kernel refuses to go on when files of the library are replaced under it. */
function libraryBuild(): string {
  library ??= hashFiles(
    CODE_FOLDER,
    filesIn(CODE_FOLDER).filter((file) => /\.([mc]?js|wasm|json)$/.test(file)),
  );
  return library;
}

function hashFiles(root: string, files: readonly string[]): string {
  return sha256(...files.flatMap((file) => [relativePath(root, file), "\0", readFileSync(file)]));
}

/** All files in a folder and its subfolders, sorted; none when there is no such folder. */
function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
