import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { writeAtomic } from "../../core/index.js";
import type { Notebook, NotebookCell, Output } from "./nbformat.js";
import { UnwritableError } from "./unwritableError.js";

/** Save a notebook whole or not at all. Throws `UnwritableError`. */
export function writeNotebook(path: string, notebook: Notebook): void {
  const text = formatNotebook(notebook);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeAtomic(path, text);
  } catch (error) {
    throw new UnwritableError(path, error);
  }
}

/** The file form that Jupyter writes: sorted as given, one space of indent, text as lists of lines. */
export function formatNotebook(notebook: Notebook): string {
  return `${JSON.stringify({ ...notebook, cells: notebook.cells.map(cellJson) }, undefined, 1)}\n`;
}

function cellJson(cell: NotebookCell): object {
  const { outputs, source, ...rest } = cell;
  return { ...rest, source: lines(source), ...(outputs ? { outputs: outputs.map(outputJson) } : {}) };
}

function outputJson(output: Output): object {
  if (output.output_type === "stream") return { ...output, text: lines(output.text) };
  if (output.output_type === "error") return output;
  const entries = Object.entries(output.data).map(([type, content]) => [
    type,
    typeof content === "string" && isText(type) ? lines(content) : content,
  ]);
  return { ...output, data: Object.fromEntries(entries) };
}

function isText(mimeType: string): boolean {
  return (
    mimeType.startsWith("text/") || mimeType === "image/svg+xml" || mimeType === "application/javascript"
  );
}

/** Lines with their line ends. */
function lines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
