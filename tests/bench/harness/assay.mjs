import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

let dist = fileURLToPath(new URL("../../../lib/dist", import.meta.url));

/** Measure another build of the library. */
export function useDist(dir) {
  dist = resolve(dir);
}

/** A module of the built library, e.g. `core/index.js`. */
export function assay(path) {
  return import(pathToFileURL(resolve(dist, path)).href);
}
