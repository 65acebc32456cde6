import type { ErrorContent } from "../cellEvent.js";
import type Cell from "./cell.cjs";

import cells = require("./cells.cjs");
import remedyFor = require("./remedies.cjs");
import traceback = require("./traceback.cjs");
import util = require("node:util");

/** One compiler message: `console.error("%s%d:%d - %s", file, line, column, text)` in tslab's executor. */
type Diagnostic = readonly [format: string, file: string, line: number, column: number, text: string];

function isDiagnostic(args: readonly unknown[]): args is Diagnostic {
  return args.length === 5 && args[0] === "%s%d:%d - %s";
}

/** The compiler refused the cell. Several messages become one error. */
function typeError(cell: Cell, [, file, line, column, text]: Diagnostic): void {
  const message = `${file}${line}:${column} - ${text}`;
  const before = cell.failure?.status === "type-error" ? cell.failure.content : undefined;
  const traceback = [
    ...(before?.traceback ?? []),
    message,
    ...(file ? [] : excerpt(cell.code, line, column)),
  ];
  for (const line of remedyFor(text)) if (!traceback.includes(line)) traceback.push(line);
  const evalue = before ? before.evalue : message;
  cell.failure = { status: "type-error", content: { ename: "TypeScriptError", evalue, traceback } };
}

function excerpt(code: string, line: number, column: number): string[] {
  const text = code.split("\n")[line - 1];
  if (text === undefined) return [];
  const gutter = `${line} | `;
  return [gutter + text, `${" ".repeat(gutter.length + column - 1)}^`];
}

/** The cell threw, or the promise it awaited was rejected. */
function thrown(cell: Cell, error: unknown): void {
  cell.failure = { status: "error", content: contentOf(error) };
}

/** An error that nobody awaited: it fails its cell even if that cell has already ended. */
function late(error: unknown): void {
  const cell = cells.current();
  if (!cell) {
    console.error(error);
    return;
  }
  const content = contentOf(error);
  cell.failure ??= { status: "late-error", content };
  cell.sendFailure({ status: "late-error", content });
  if (cell.event?.endedAt) cells.end(cell);
}

/** Jupyter error content of anything that was thrown. */
function contentOf(error: unknown): ErrorContent {
  if (!(error instanceof Error) && !util.types.isNativeError(error)) {
    const text = typeof error === "string" ? error : util.inspect(error);
    return { ename: "Thrown", evalue: text, traceback: [`Thrown: ${text}`] };
  }
  const ename = String(error.name || "Error");
  const evalue = String(error.message);
  return { ename, evalue, traceback: [...traceback.tracebackOf(error), ...remedyFor(evalue)] };
}

export = { isDiagnostic, typeError, thrown, late };
