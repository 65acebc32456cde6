import { type FSWatcher, readFileSync, watch } from "node:fs";
import { basename, dirname } from "node:path";
import { sha256 } from "../../core/index.js";

export interface WatchOptions {
  /** How long files must be quiet before a change is told, ms. Default 200. */
  quietMs?: number;
  /** What counts of a file's text. Default: all of it. An error is a file that is being written: no change yet. */
  essence?: (file: string, text: string) => string;
}

/**
 * Call `changed` when what counts of a file is not what it was. Their folders are watched, because editors replace
 * files. Returns the function that stops it.
 */
export function watchFiles(
  files: readonly string[],
  changed: (file: string) => void,
  options: WatchOptions = {},
): () => void {
  const { quietMs = 200, essence = (_, text) => text } = options;
  const seen = new Map(files.map((file) => [file, stateOf(file, essence)]));
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    for (const file of files) {
      const state = stateOf(file, essence);
      if (state === undefined || state === seen.get(file)) continue;
      seen.set(file, state);
      changed(file);
    }
  };
  const watchers = [...new Set(files.map((file) => dirname(file)))].map((folder): FSWatcher => {
    const names = new Set(files.filter((file) => dirname(file) === folder).map((file) => basename(file)));
    return watch(folder, (_, name) => {
      if (name !== null && !names.has(name)) return;
      clearTimeout(timer);
      timer = setTimeout(look, quietMs);
    });
  });
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}

function stateOf(file: string, essence: NonNullable<WatchOptions["essence"]>): string | undefined {
  try {
    return sha256(essence(file, readFileSync(file, "utf8")));
  } catch {
    return undefined;
  }
}
