import type * as typescript from "@tslab/typescript-for-tslab";
import type { Insertion } from "./insertion.js";

/** Makes the parser read a cell as a module, in which `await` is an operator. */
const MODULE = "export {};";

/**
 * tslab takes `await (x)`, `await [x]` and `for await` at the top level of a cell for something else: the operand
 * becomes `await Promise.resolve((x))`, and a cell with `for await` gets an await that tslab sees.
 */
function awaits(source: string): Insertion[] {
  if (!/\bawait\b/.test(source)) return [];
  const ts: typeof typescript = require("@tslab/typescript-for-tslab");
  const file = ts.createSourceFile("cell.ts", MODULE + source, ts.ScriptTarget.ESNext, true);
  const found: Insertion[] = [];
  const visit = (node: typescript.Node): void => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return;
    if (ts.isAwaitExpression(node) && !startsWithName(node.expression))
      found.push(...resolved(node.expression));
    if (ts.isForOfStatement(node) && node.awaitModifier) found.push({ at: 0, text: "await null; " });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** tslab understands these. */
function startsWithName(operand: typescript.Expression): boolean {
  return /^[A-Za-z_$]/.test(operand.getText());
}

function resolved(operand: typescript.Expression): Insertion[] {
  return [
    { at: operand.getStart() - MODULE.length, text: "Promise.resolve(" },
    { at: operand.getEnd() - MODULE.length, text: ")" },
  ];
}

export = awaits;
