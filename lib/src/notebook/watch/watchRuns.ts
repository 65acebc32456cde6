import { once } from "node:events";
import { resolve } from "node:path";
import { canonicalJson } from "../../core/index.js";
import { localModules } from "../cache/localModules.js";
import { isCode } from "../execute/nbformat.js";
import { parseNotebook, readNotebook } from "../execute/readNotebook.js";
import { findNotebook } from "../run/findNotebook.js";
import { watchFiles } from "./watchFiles.js";

export interface WatchRunsOptions {
  /** Template name, or path of an `.ipynb` file. */
  notebook: string;
  /** Project root. */
  root: string;
  /** More files to watch: that of the parameters. Default none. */
  files?: readonly string[];
  /** Ends the watch, and the run in progress. */
  signal: AbortSignal;
  /** One run; its signal is aborted by a change. A change during a run starts the next one when this returns. */
  run: (signal: AbortSignal) => Promise<void>;
  /** Told of the file that changed. */
  onChange?: (file: string) => void;
}

/**
 * Run a notebook, and again whenever its cells, the local modules that it imports or one of `files` change; a run in
 * progress is interrupted. Changes of outputs do not count. Returns when `signal` aborts.
 */
export async function watchRuns(options: WatchRunsOptions): Promise<void> {
  const { notebook, root, files = [], signal, run, onChange } = options;
  const path = findNotebook(notebook, root);
  while (!signal.aborted) {
    const modules = await readNotebook(path).then(
      (content) => localModules(content, root),
      () => [],
    );
    const change = new AbortController();
    const changed = (file: string): void => {
      onChange?.(file);
      change.abort();
    };
    const watched = [path, ...modules, ...files.map((file) => resolve(file))];
    const essence = (file: string, text: string) => (file === path ? cellsOf(text) : text);
    const stop = watchFiles(watched, changed, { essence });
    const ended = AbortSignal.any([signal, change.signal]);
    try {
      await run(ended);
      if (!ended.aborted) await once(ended, "abort");
    } finally {
      stop();
    }
  }
}

function cellsOf(text: string): string {
  return canonicalJson(
    parseNotebook(text).cells.map((cell) => [isCode(cell), cell.source, cell.metadata.tags ?? []]),
  );
}
