import type * as typescript from "@tslab/typescript-for-tslab";
import type { Insertion } from "./insertion.js";

/**
 * tslab turns a variable of an earlier cell into a property of `exports`, but forgets the shorthand `{ params }`,
 * which then throws "params is not defined": it is written out as `{ params: params }`.
 */
function shorthands(source: string): Insertion[] {
  if (!source.includes("{")) return [];
  const ts: typeof typescript = require("@tslab/typescript-for-tslab");
  const file = ts.createSourceFile("cell.ts", source, ts.ScriptTarget.ESNext, false);
  const found: Insertion[] = [];
  const visit = (node: typescript.Node): void => {
    // `{ __proto__ }` is a property, `{ __proto__: __proto__ }` is the prototype.
    if (ts.isShorthandPropertyAssignment(node) && node.name.text !== "__proto__") {
      found.push({ at: node.name.end, text: `: ${node.name.text}` });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

export = shorthands;
