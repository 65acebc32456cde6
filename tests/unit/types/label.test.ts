import { fileURLToPath } from "node:url";
import ts from "typescript";
import { beforeAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** The type errors of each of the files, which import the library's source; they are compiled as one program. */
function errorsOf(sources: readonly string[]): string[][] {
  const files = new Map(sources.map((code, i) => [`${root}tests/unit/types/__snippet${i}__.ts`, code]));
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
  const { readFile, fileExists } = host;
  host.readFile = (name) => files.get(name) ?? readFile(name);
  host.fileExists = (name) => files.has(name) || fileExists(name);
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files.keys()].map((file) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(file))
      .map((d) => ts.flattenDiagnosticMessageText(d.messageText, "\n")),
  );
}

const head = `import { evaluate, field, forwardReturn, type FieldSource } from "../../../lib/src/expr/index.js";
declare const market: FieldSource;
const close = field("close");
`;

const sound = "evaluate(market, close.lag(1).div(close)); close.add(close).corr(close, 5);";
const unsound = [
  ["evaluated as a factor", "evaluate(market, forwardReturn(5));"],
  ["added to a factor", "close.add(forwardReturn(5));"],
  ["correlated with a factor", "close.corr(forwardReturn(5), 21);"],
  ["given an operator", "forwardReturn(5).lag(1);"],
] as const;

let errors = new Map<string, string[]>();
beforeAll(() => {
  const lines = [sound, ...unsound.map(([, line]) => line)];
  const found = errorsOf(lines.map((line) => head + line));
  errors = new Map(lines.map((line, i) => [line, found[i]]));
});

test("a factor where a factor is asked for compiles", () => {
  expect(errors.get(sound)).toEqual([]);
});

test.each(unsound)("a label %s does not compile", (_, line) => {
  expect(errors.get(line)).toHaveLength(1);
  expect(errors.get(line)?.[0]).toMatch(/Label/);
});
