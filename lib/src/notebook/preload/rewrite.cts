import type { Insertion } from "./insertion.js";

import awaits = require("./awaits.cjs");
import importing = require("./importing.cjs");
import moduleWords = require("./moduleWords.cjs");
import plainExports = require("./plainExports.cjs");
import shorthands = require("./shorthands.cjs");

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
  convert(
    declarations: string,
    source: string,
    ...rest: unknown[]
  ): { diagnostics: Diagnostic[]; output?: string };
}

interface ConverterModule {
  createConverter(options?: unknown): Converter;
}

/**
 * Write cells in a form that tslab understands, before it compiles them: see {@link shorthands}, {@link awaits} and
 * {@link moduleWords}. Positions in compiler messages are moved back to the cell as it was written.
 */
function patchConverter(exports: ConverterModule): void {
  const create = exports.createConverter;
  exports.createConverter = (options) => {
    importing.offerImport();
    const converter = create(options);
    const convert = converter.convert.bind(converter);
    converter.convert = (declarations, source, ...rest) => {
      const insertions = [...shorthands(source), ...awaits(source), ...moduleWords(source)].sort(
        (a, b) => a.at - b.at,
      );
      const result = convert(declarations, written(source, insertions), ...rest);
      if (result.output) result.output = importing.importing(plainExports.assigned(result.output));
      if (insertions.length > 0) {
        for (const diagnostic of result.diagnostics) moveBack(diagnostic, source, insertions);
      }
      return result;
    };
    return converter;
  };
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
