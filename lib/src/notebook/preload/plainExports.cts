import type * as typescript from "@tslab/typescript-for-tslab";

/**
 * tslab keeps the variables of all cells in a proxy, so that a name that was imported can be assigned again; each
 * assignment to a variable of the top level then takes a microsecond. Here they are properties of a plain object, which
 * is some hundred times faster, and imported names are assigned to it by {@link assigned}.
 */
function withPlainExports<T>(create: () => T): T {
  const original = Proxy;
  const slot = globalThis as { Proxy: unknown };
  slot.Proxy = new original(original, {
    construct(_, [target, handler]) {
      const isExports = Object.keys(handler).join() === "defineProperty";
      return isExports ? target : new original(target, handler);
    },
  });
  try {
    return create();
  } finally {
    slot.Proxy = original;
  }
}

/** `Object.defineProperty(exports, "x", { get })` of a compiled cell, as an assignment of what `get` returns. */
function assigned(output: string): string {
  if (!output.includes("Object.defineProperty(exports,")) return output;
  const ts: typeof typescript = require("@tslab/typescript-for-tslab");
  const file = ts.createSourceFile("cell.js", output, ts.ScriptTarget.ESNext, false);
  let result = "";
  let from = 0;
  for (const statement of file.statements) {
    const start = statement.getStart(file);
    const text = output.slice(start, statement.end);
    const [, name, property] = /^Object\.defineProperty\(exports, ("\w+"), (\{.*\})\);$/s.exec(text) ?? [];
    if (!name) continue;
    const replaced = name === '"__esModule"' ? "" : `exports[${name}] = (${property}).get();`;
    result += output.slice(from, start) + replaced;
    from = statement.end;
  }
  return result + output.slice(from);
}

export = { withPlainExports, assigned };
