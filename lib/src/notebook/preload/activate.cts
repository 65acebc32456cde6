import type { KernelHooks } from "../cellEvent.js";

import afterLoad = require("./moduleHook.cjs");
import cells = require("./cells.cjs");
import patchExecutor = require("./executor.cjs");
import patchCompiler = require("./compiler.cjs");
import patchConverter = require("./rewrite.cjs");
import patchServer = require("./server.cjs");
import loaded = require("./loaded.cjs");
import show = require("./show.cjs");
import traceback = require("./traceback.cjs");
import watchParent = require("./parentWatch.cjs");

/** Make this process an Assay kernel: called before tslab is loaded. */
function activate(): void {
  const hooks: KernelHooks = {
    cells: cells.events,
    current: () => cells.current()?.event,
    onCell: cells.onCell,
    display: show.display,
    modules: loaded.modules,
  };
  Object.defineProperty(globalThis, Symbol.for("assay.kernel"), { value: hooks });
  afterLoad({
    jupyter: patchServer,
    executor: patchExecutor,
    converter: patchConverter,
    "typescript-for-tslab": patchCompiler,
  });
  loaded.watchModules();
  traceback.nameCells(cells.current);
  watchParent();
}

export = activate;
