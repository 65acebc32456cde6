import type * as tslab from "./tslab.js";

/** A kernel to which nobody has sent a cell for so long waits for a person who is typing, ms. */
const IDLE_MS = 250;

let timer: NodeJS.Timeout | undefined;
let isDone = false;

/**
 * Read the types of the library before the first completion asks for them: JupyterLab waits a second for it, and they take
 * that long. A headless run sends its first cell at once; there it is not done.
 */
function whenIdle(executor: tslab.Executor): void {
  if (isDone) return;
  isDone = true;
  timer = setTimeout(() => {
    try {
      const code = 'import { z } from "assay"; z.';
      executor.complete(code, code.length);
    } catch {
      // What is wrong is said when the library is imported.
    }
  }, IDLE_MS);
}

function notNeeded(): void {
  clearTimeout(timer);
}

export = { whenIdle, notNeeded };
