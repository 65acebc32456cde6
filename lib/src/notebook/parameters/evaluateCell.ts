import { createRequire } from "node:module";
import { join } from "node:path";
import vm from "node:vm";
import type * as ts from "@tslab/typescript-for-tslab";
import { z } from "zod";
import { fail, lazyModule } from "../../core/index.js";
import { parameters } from "./parameters.js";
import type { ReadRequest } from "./spec.js";

/** Not imported: that would look through its ten megabytes for what they export, which takes longer than to run them. */
const typescript = lazyModule<typeof ts>("@tslab/typescript-for-tslab");

/**
 * Run a parameters cell with the compiler that the kernel uses, and with imports that resolve from the project
 * root. Returns the name of the variable that holds the parameters.
 */
export async function evaluateCell({ imports, code, root }: ReadRequest): Promise<string> {
  const source = [...imports.flatMap(importsOf), code].join("\n");
  const variable =
    variableOf(code) ?? fail("parameters", "the parameters cell must keep parameters({...}) in a variable");
  const compilerOptions = {
    module: typescript.ModuleKind.CommonJS,
    target: typescript.ScriptTarget.ES2022,
    esModuleInterop: true,
  };
  const { outputText } = typescript.transpileModule(source, { compilerOptions });
  const run = vm.runInThisContext(`(async function (exports, require) {${outputText}\n})`, {
    filename: "parameters cell",
  });
  await run({}, requireFrom(root));
  return variable;
}

/** The import declarations in a cell, as text. */
function importsOf(code: string): string[] {
  const file = parse(code);
  return file.statements.filter(typescript.isImportDeclaration).map((statement) => statement.getText(file));
}

/** The variable whose initial value is a call of `parameters`. */
function variableOf(code: string): string | undefined {
  for (const statement of parse(code).statements) {
    if (!typescript.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (initializer && typescript.isIdentifier(name) && callsParameters(initializer)) return name.text;
    }
  }
  return undefined;
}

function callsParameters(node: ts.Expression): boolean {
  return typescript.isCallExpression(node) && /(^|\.)parameters$/.test(node.expression.getText());
}

function parse(code: string): ts.SourceFile {
  return typescript.createSourceFile("cell.ts", code, typescript.ScriptTarget.ES2022, true);
}

/** `require` of the project, except that the library's own part needed here is not loaded a second time. */
function requireFrom(root: string): (id: string) => unknown {
  const require = createRequire(join(root, "notebook.js"));
  const light: Readonly<Record<string, unknown>> = { parameters, z, __esModule: true };
  const standIn = (id: string) =>
    new Proxy(light, {
      get: (_, name) => (typeof name === "string" && name in light ? light[name] : require(id)[name]),
    });
  return (id) => (id === "assay" || id === "assay/notebook" ? standIn(id) : require(id));
}
