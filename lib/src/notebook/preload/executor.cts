import type Cell from "./cell.cjs";
import type * as tslab from "./tslab.js";

import cells = require("./cells.cjs");
import failures = require("./failures.cjs");
import plainExports = require("./plainExports.cjs");
import show = require("./show.cjs");

/** Wrap tslab's executor: rich last expressions, errors as data, and errors that a cell did not await. */
function patchExecutor(exports: tslab.ExecutorModule): void {
  const create = exports.createExecutor;
  exports.createExecutor = (rootDir, converters, console) => {
    const takeLast = keepLast(converters.node);
    const executor = plainExports.withPlainExports(() => create(rootDir, converters, cellConsole(console)));
    const execute = executor.execute.bind(executor);
    executor.execute = async (code) => {
      const cell = cells.current();
      const ok = await execute(code).catch((error: unknown) => crashed(cell, error));
      const value = takeLast(executor.locals);
      if (cell && ok && value != null) show.showLast(cell, value);
      return cell ? settled(cell, ok) : ok;
    };
    return executor;
  };
}

/**
 * Take the value of a cell's last expression ourselves: tslab would delete its variable, and an object from which
 * something was deleted is slow from then on.
 */
function keepLast(converter: tslab.Converter): (locals: Record<string, unknown>) => unknown {
  let name: string | undefined;
  const convert = converter.convert.bind(converter);
  converter.convert = (...args) => {
    const { lastExpressionVar, ...result } = convert(...args);
    name = lastExpressionVar;
    return result;
  };
  return (locals) => {
    const value = name && locals[name];
    if (name) locals[name] = undefined;
    name = undefined;
    return value;
  };
}

/** tslab itself failed. */
function crashed(cell: Cell | undefined, error: unknown): boolean {
  if (!cell) throw error;
  failures.thrown(cell, error);
  return false;
}

/** The console that tslab itself writes to: compiler messages and thrown errors. */
function cellConsole(fallback: tslab.Console): tslab.Console {
  return {
    log: fallback.log,
    error(...args) {
      const cell = cells.current();
      if (!cell) fallback.error(...args);
      else if (failures.isDiagnostic(args)) failures.typeError(cell, args);
      else failures.thrown(cell, args[0]);
    },
  };
}

/** Wait for displays and for rejections that are already on their way, so that they fail this cell. */
async function settled(cell: Cell, ok: boolean): Promise<boolean> {
  try {
    await Promise.all(cell.showing);
  } catch (error) {
    failures.thrown(cell, error);
  }
  await new Promise((resolve) => setImmediate(resolve));
  return ok && !cell.failure;
}

export = patchExecutor;
