import { join, resolve } from "node:path";
import { projectRoot } from "../../core/index.js";
import { Lake } from "./lake.js";

/**
 * Open the lake in `dir`. Default: the folder that the environment variable `ASSAY_DATA` names, or else `data` in the
 * project's root. Nothing is created before the first ingest.
 */
export function openLake(dir?: string): Lake {
  return new Lake(resolve(dir ?? process.env.ASSAY_DATA ?? join(projectRoot(), "data")));
}
