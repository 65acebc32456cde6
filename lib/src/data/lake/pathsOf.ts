import { join } from "node:path";
import type { FileKind, ManifestEntry } from "./manifest.js";

/** Absolute paths of a version's files of one kind. */
export function pathsOf(root: string, entry: ManifestEntry, kind: FileKind): string[] {
  return entry.files.filter((file) => file.kind === kind).map(({ path }) => join(root, path));
}
