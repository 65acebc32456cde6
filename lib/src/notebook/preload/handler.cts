import type * as tslab from "./tslab.js";

import cells = require("./cells.cjs");
import warmUp = require("./warmUp.cjs");

/** Wrap tslab's request handler: what a cell is told and asked, and where its text goes. */
function patchHandler(handler: tslab.Handler): void {
  const execute = handler.handleExecuteImpl;
  handler.handleExecuteImpl = async function (...args) {
    const cell = cells.current();
    warmUp.notNeeded();
    if (!cell) return execute.apply(this, args);
    if (cell.silent) return uncounted(this, () => execute.apply(this, args));
    cells.start(cell, this.execCount + 1);
    cell.send("execute_input", { code: cell.code, execution_count: this.execCount + 1 });
    try {
      return await execute.apply(this, args);
    } finally {
      if (cell.failure && cell.failure.status !== "late-error") cell.sendFailure(cell.failure);
      cell.flush();
      cells.end(cell);
    }
  };
  handler.createWriteToIopub = (name) => writeTo(name);
  patchInspect(handler);
  patchKernelInfo(handler);
}

/** A reference in a docstring, `{@link Factor}` or `{@link Factor | a factor}`, as its name or its words. */
const LINK = /\{@link(?:code|plain)?\s+([^\s|}]+)\s*\|?\s*([^}]*)\}/g;

function patchInspect(handler: tslab.Handler): void {
  const inspect = handler.handleInspect;
  handler.handleInspect = function (request) {
    const answer = inspect.call(this, request);
    const text = answer.data["text/plain"];
    if (text) answer.data["text/plain"] = text.replace(LINK, (_, name, words) => words.trim() || name);
    return answer;
  };
}

/** A silent request takes no number, as the protocol says. */
async function uncounted(handler: tslab.Handler, execute: () => Promise<unknown>): Promise<unknown> {
  try {
    return await execute();
  } finally {
    handler.execCount--;
  }
}

/** A stream of the process whose text goes to the cell that wrote it. */
function writeTo(name: "stdout" | "stderr"): tslab.Write {
  const decoder = new TextDecoder();
  return (chunk, encoding, done) => {
    const text = typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
    cells.current()?.write(name, text);
    const callback = typeof encoding === "function" ? encoding : done;
    if (typeof callback === "function") process.nextTick(callback as () => void);
    return true;
  };
}

/** tslab answers with versions that are written into its code and wrong. */
function patchKernelInfo(handler: tslab.Handler): void {
  const info = handler.handleKernel;
  const version: unknown = require("@tslab/typescript-for-tslab/package.json").version;
  handler.handleKernel = function () {
    warmUp.whenIdle(this.executor);
    const original = info.call(this);
    const language = original.language_info as Record<string, unknown>;
    return { status: "ok", ...original, language_info: { ...language, version }, help_links: [] };
  };
}

export = patchHandler;
