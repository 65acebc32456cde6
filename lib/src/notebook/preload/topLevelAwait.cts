import type * as TypeScript from "@tslab/typescript-for-tslab";

/** Loaded when the first cell awaits something; tslab has loaded the same module by then. */
function compiler(): typeof TypeScript {
  return require("@tslab/typescript-for-tslab");
}

/** Makes the parser read a cell as a module, in which `await` is an operator. */
const MODULE = "export {};";

interface Insertion {
  readonly at: number;
  readonly text: string;
}

/**
 * tslab takes `await (x)`, `await [x]` and `for await` at the top level of a cell for something else. The same cell in
 * a form that it understands: `await Promise.resolve((x))`; lines stay where they are.
 */
function understoodAwait(code: string): string {
  if (!/\bawait\b/.test(code)) return code;
  const ts = compiler();
  const file = ts.createSourceFile("cell.ts", MODULE + code, ts.ScriptTarget.ES2022, true);
  const insertions: Insertion[] = [];
  const visit = (node: TypeScript.Node): void => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return;
    if (ts.isAwaitExpression(node)) insertions.push(...resolved(ts, node.expression));
    if (ts.isForOfStatement(node) && node.awaitModifier)
      insertions.push({ at: MODULE.length, text: "await null; " });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return inserted(MODULE + code, insertions).slice(MODULE.length);
}

/** tslab understands an operand that starts with a name. */
function resolved(ts: typeof TypeScript, operand: TypeScript.Expression): Insertion[] {
  const start = operand.getStart();
  if (/^[\w$]/.test(operand.getText()) && !ts.isNumericLiteral(operand)) return [];
  return [
    { at: start, text: "Promise.resolve(" },
    { at: operand.getEnd(), text: ")" },
  ];
}

function inserted(text: string, insertions: readonly Insertion[]): string {
  let result = "";
  let from = 0;
  for (const { at, text: added } of [...insertions].sort((a, b) => a.at - b.at)) {
    result += text.slice(from, at) + added;
    from = at;
  }
  return result + text.slice(from);
}

export = understoodAwait;
