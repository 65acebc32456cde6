import type * as typescript from "@tslab/typescript-for-tslab";
import type { Insertion } from "./insertion.js";

import path = require("node:path");
import url = require("node:url");

/**
 * A cell is no module to tslab. Every name of its top level can be used by later cells, so `export` before a
 * declaration and `export { names }` say nothing more and become comments; `import.meta` becomes an object whose `url`
 * is that of a file in the working directory.
 */
function moduleWords(source: string): Insertion[] {
  if (!/\bexport\b|\bimport\s*\.\s*meta\b/.test(source)) return [];
  const ts: typeof typescript = require("@tslab/typescript-for-tslab");
  const file = ts.createSourceFile("cell.ts", source, ts.ScriptTarget.ESNext, true);
  const found: Insertion[] = [];
  const comment = (start: number, end: number, instead: string | undefined = "") => {
    if (!source.slice(start, end).includes("*/")) {
      found.push({ at: start, text: `${instead}/*` }, { at: end, text: "*/" });
    }
  };
  for (const statement of file.statements) {
    const words = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    const isDefault = words.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
    const word = words.find(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (word && !isDefault) comment(word.getStart(), word.end);
    if (ts.isExportDeclaration(statement))
      comment(statement.getStart(), statement.end, statement.moduleSpecifier && REFUSED);
  }
  const visit = (node: typescript.Node): void => {
    if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword)
      comment(node.getStart(), node.end, meta());
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

const REFUSED = `throw new Error("a cell cannot export from a module: import what later cells use");`;

function meta(): string {
  const filename = path.join(process.cwd(), "cell.ts");
  const href = url.pathToFileURL(filename).href;
  return `(${JSON.stringify({ url: href, filename, dirname: process.cwd() })})`;
}

export = moduleWords;
