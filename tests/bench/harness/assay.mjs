import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

let dist = fileURLToPath(new URL("../../../lib/dist", import.meta.url));

/** Measure another build of the library. */
export function useDist(dir) {
  dist = resolve(dir);
}

/** A room of the built library, e.g. `core/index.js`. */
export function assay(path) {
  return import(pathToFileURL(resolve(dist, path)).href);
}

/** A module that a room keeps to itself, as the compiler wrote it. It shares nothing with what {@link assay} gives. */
export function inside(path) {
  return assay(`../build/${path}`);
}
