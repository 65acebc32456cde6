import type * as typescript from "@tslab/typescript-for-tslab";

interface Position {
  readonly line: number;
  readonly character: number;
  readonly offset: number;
}

interface Diagnostic {
  start: Position;
  end: Position;
  readonly fileName?: string;
}

interface Converter {
  convert(declarations: string, source: string, ...rest: unknown[]): { diagnostics: Diagnostic[] };
}

interface ConverterModule {
  createConverter(options?: unknown): Converter;
}

/**
 * tslab turns a variable of an earlier cell into a property of `exports`, but forgets the shorthand `{ params }`,
 * which then throws "params is not defined". Every shorthand of a cell is written out as `{ params: params }`
 * before tslab sees it; positions in compiler messages are moved back.
 */
function patchConverter(exports: ConverterModule): void {
  const create = exports.createConverter;
  exports.createConverter = (options) => {
    const converter = create(options);
    const convert = converter.convert.bind(converter);
    converter.convert = (declarations, source, ...rest) => {
      const insertions = source.includes("{") ? shorthands(source) : [];
      const result = convert(declarations, written(source, insertions), ...rest);
      if (insertions.length > 0) {
        for (const diagnostic of result.diagnostics) moveBack(diagnostic, source, insertions);
      }
      return result;
    };
    return converter;
  };
}

interface Insertion {
  /** Where it goes, in the source as it was written. */
  readonly at: number;
  readonly text: string;
}

function shorthands(source: string): Insertion[] {
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
  return found.sort((a, b) => a.at - b.at);
}

function written(source: string, insertions: readonly Insertion[]): string {
  let result = "";
  let from = 0;
  for (const { at, text } of insertions) {
    result += source.slice(from, at) + text;
    from = at;
  }
  return result + source.slice(from);
}

function moveBack(diagnostic: Diagnostic, source: string, insertions: readonly Insertion[]): void {
  if (diagnostic.fileName !== undefined) return;
  diagnostic.start = original(diagnostic.start.offset, source, insertions);
  diagnostic.end = original(diagnostic.end.offset, source, insertions);
}

/** The position in the source as it was written; inside an insertion: the name it belongs to. */
function original(offset: number, source: string, insertions: readonly Insertion[]): Position {
  let inserted = 0;
  for (const { at, text } of insertions) {
    if (at + inserted >= offset) break;
    inserted += Math.min(text.length, offset - at - inserted);
  }
  const at = Math.min(offset - inserted, source.length);
  const line = source.slice(0, at).split("\n").length - 1;
  return { offset: at, line, character: at - (source.lastIndexOf("\n", at - 1) + 1) };
}

export = patchConverter;
