import { relative, sep } from "node:path";

/** The way from `root` to `path` with forward slashes on every system, as records and links write it. */
export function relativePath(root: string, path: string): string {
  return relative(root, path).replaceAll(sep, "/");
}
