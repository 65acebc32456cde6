import type Cell from "./cell.cjs";

import alignLines = require("./alignLines.cjs");
import util = require("node:util");
import vm = require("node:vm");

/** Code of a cell as tslab runs it: types taken out, so its lines are not those of the notebook. */
interface Compiled {
  /** The name that stack frames carry. */
  readonly file: string;
  readonly emitted: readonly string[];
  readonly source: readonly string[];
  /** Index of the source line of each emitted line, worked out when it is first asked for. */
  aligned?: Int32Array;
}

const compiled = new Map<string, Compiled>();

/** Give each cell a name of its own in stack frames. `current` is the cell that is about to run. */
function nameCells(current: () => Cell | undefined): void {
  const run = vm.runInThisContext;
  vm.runInThisContext = (code, options) => {
    const cell = current();
    const isCell = /^\((async )?function\(exports, require\) \{ /.test(code);
    if (!isCell || !cell?.event || typeof options !== "object") return run(code, options);
    const file = `cell-${cell.event.executionCount}.js`;
    compiled.set(file, { file, emitted: code.split("\n"), source: cell.code.split("\n") });
    return run(code, { ...options, filename: file, displayErrors: false });
  };
}

/** Lines of an error's stack: frames of cells with their lines in the notebook, frames of the kernel left out. */
function tracebackOf(error: Error): string[] {
  const isOurs = error.name === "AssayError";
  const text = isOurs ? (error.stack ?? String(error)) : util.inspect(error);
  const lines = text.split("\n").flatMap((line) => readable(line, isOurs));
  return [...lines, ...excerpt(text)];
}

const FRAME = /^\s+at .*:\d+:\d+\)?( \{)?$/;
const CELL_FRAME = /(cell-(\d+)\.js):(\d+):\d+/;
const KERNEL_FRAME = /([\\/]tslab[\\/]dist[\\/]|[( ]node:|[\\/]notebook[\\/]preload[\\/])/;
const LIBRARY_FRAME = /[\\/](lib|assay)[\\/]dist[\\/]/;

/** A frame as the reader of the notebook understands it; nothing for a frame that is not theirs. */
function readable(line: string, isOurs: boolean): string[] {
  const frame = CELL_FRAME.exec(line);
  if (!frame) {
    const hidden = FRAME.test(line) && (KERNEL_FRAME.test(line) || (isOurs && LIBRARY_FRAME.test(line)));
    if (/^\s+\.\.\. \d+ lines matching cause/.test(line)) return [];
    return hidden ? (line.endsWith("{") ? ["{"] : []) : [line];
  }
  const [place, file, count, emittedLine] = frame;
  const cell = compiled.get(file);
  if (cell && Number(emittedLine) >= cell.emitted.length) return [];
  const at = cell && sourceLine(cell, Number(emittedLine));
  return [
    line.replace(place, at ? `cell ${count}, line ${at}` : `cell ${count}`).replace("at Object.", "at "),
  ];
}

/** The line of the notebook that the innermost frame of a cell stands in. */
function excerpt(text: string): string[] {
  const frame = CELL_FRAME.exec(text.split("\n").find((line) => CELL_FRAME.test(line)) ?? "");
  const cell = frame && compiled.get(frame[1]);
  const at = cell && sourceLine(cell, Number(frame[3]));
  return at ? ["", `cell ${frame[2]}, line ${at}:`, `    ${cell.source[at - 1].trim()}`] : [];
}

/** Both counted from 1; 0 if no line of the notebook is like it. */
function sourceLine(cell: Compiled, emittedLine: number): number {
  cell.aligned ??= alignLines(cell.emitted, cell.source);
  return cell.aligned[emittedLine - 1] + 1;
}

export = { nameCells, tracebackOf };
