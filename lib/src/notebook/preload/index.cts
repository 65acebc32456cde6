import threads = require("node:worker_threads");

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
  const activate: () => void = require("./activate.cjs");
  activate();
}
