import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** The type errors of a program of one file that imports the library's source. */
function errorsOf(code: string): string[] {
  const file = `${root}tests/unit/types/__snippet__.ts`;
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    skipLibCheck: true,
    types: ["node"],
  };
  const host = ts.createCompilerHost(options);
  const read = host.readFile;
  const exists = host.fileExists;
  host.readFile = (name) => (name === file ? code : read(name));
  host.fileExists = (name) => name === file || exists(name);
  const source = host.getSourceFile;
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, code, ts.ScriptTarget.ES2022) : source(name, ...rest);
  const program = ts.createProgram([file], options, host);
  return ts.getPreEmitDiagnostics(program).map((d) => ts.flattenDiagnosticMessageText(d.messageText, "\n"));
}

const head = `import { evaluate, field, forwardReturn, type FieldSource } from "../../../lib/src/expr/index.js";
declare const market: FieldSource;
const close = field("close");
`;

test("a factor where a factor is asked for compiles", () => {
  expect(
    errorsOf(`${head}evaluate(market, close.lag(1).div(close)); close.add(close).corr(close, 5);`),
  ).toEqual([]);
});

test.each([
  ["evaluated as a factor", "evaluate(market, forwardReturn(5));"],
  ["added to a factor", "close.add(forwardReturn(5));"],
  ["correlated with a factor", "close.corr(forwardReturn(5), 21);"],
  ["given an operator", "forwardReturn(5).lag(1);"],
])("a label %s does not compile", (_, line) => {
  const errors = errorsOf(head + line);
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatch(/Label/);
});
