import threads = require("node:worker_threads");

import type { KernelHooks } from "../cellEvent.js";

import afterLoad = require("./moduleHook.cjs");
import cells = require("./cells.cjs");
import patchExecutor = require("./executor.cjs");
import patchConverter = require("./shorthand.cjs");
import patchServer = require("./server.cjs");
import show = require("./show.cjs");
import traceback = require("./traceback.cjs");
import watchParent = require("./parentWatch.cjs");

/**
 * Loaded with `node --require` before tslab: makes its kernel deliver all output in order, show rich values,
 * report errors as the Jupyter protocol says, and end with its parent. Workers and child processes of a cell
 * inherit the flag; for them this is nothing.
 */
function isKernel(): boolean {
  return threads.isMainThread && process.argv[2] === "kernel" && /tslab/.test(process.argv[1] ?? "");
}

if (isKernel()) {
  process.execArgv.splice(process.execArgv.indexOf(__filename) - 1, 2);
  const hooks: KernelHooks = {
    cells: cells.events,
    current: () => cells.current()?.event,
    onCell: cells.onCell,
    display: show.display,
  };
  Object.defineProperty(globalThis, Symbol.for("assay.kernel"), { value: hooks });
  afterLoad({ jupyter: patchServer, executor: patchExecutor, converter: patchConverter });
  traceback.nameCells(cells.current);
  watchParent();
}
