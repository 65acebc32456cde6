import { existsSync } from "node:fs";
import { CODE_FOLDER, relativePath } from "../core/index.js";
import { fileSha256 } from "./fileSha256.js";
import { kernelHooks } from "./kernelHooks.js";
import type { ModuleRecord } from "./record.js";

const SOURCES = [".ts", ".tsx", ".mts", ".cts"];

/**
 * The project's own files that the cells of this kernel have loaded so far, by path relative to `root`; undefined outside
 * of a kernel. A file that was loaded again after a change is there in both states.
 */
export function moduleWatch(root: string): (() => ModuleRecord[]) | undefined {
  const loaded = kernelHooks()?.modules;
  if (!loaded) return undefined;
  const told = new Set<string>();
  let seen = 0;
  return () => {
    const files = loaded().slice(seen);
    seen += files.length;
    const news = files.flatMap((file) => recordOf(sourceOf(file), root));
    return news.filter(({ path, sha256 }) => {
      const key = `${path} ${sha256}`;
      return !told.has(key) && told.add(key);
    });
  };
}

function recordOf(file: string, root: string): ModuleRecord[] {
  if (file.startsWith(CODE_FOLDER)) return [];
  const sha256 = fileSha256(file);
  return sha256 ? [{ path: relativePath(root, file), sha256 }] : [];
}

/** The kernel names what it compiles by its JavaScript. */
function sourceOf(file: string): string {
  const stem = file.replace(/\.[mc]?js$/, "");
  const source = SOURCES.map((ending) => stem + ending).find((path) => existsSync(path));
  return source ?? file;
}
