import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fail } from "../../core/index.js";
import { Lake } from "./lake.js";

/**
 * Open the lake in `dir`. Default: the folder that the environment variable `ASSAY_DATA` names, or else `data` in the
 * project's root, the nearest folder upwards whose `package.json` has workspaces. Nothing is created before the
 * first ingest.
 */
export function openLake(dir?: string): Lake {
  return new Lake(resolve(dir ?? process.env.ASSAY_DATA ?? join(projectRoot(process.cwd()), "data")));
}

function projectRoot(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (hasWorkspaces(join(folder, "package.json"))) return folder;
    if (dirname(folder) === folder) break;
  }
  return fail("data.openLake", "no project was found from the current folder upwards", {
    received: start,
    fix: "name the lake's folder, openLake(dir), or set ASSAY_DATA",
  });
}

function hasWorkspaces(path: string): boolean {
  if (!existsSync(path)) return false;
  try {
    const json: unknown = JSON.parse(readFileSync(path, "utf8"));
    return typeof json === "object" && json !== null && "workspaces" in json;
  } catch {
    return false;
  }
}
