import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LineReader } from "../../core/index.js";
import { parseJournalLine } from "../journal.js";
import { FILES } from "../runState.js";
import type { RunView } from "../runView.js";

interface SavedCell {
  readonly source?: string | readonly string[];
  readonly metadata?: { readonly tags?: readonly string[] };
}

/**
 * The source of the cells of a run: of its executed notebook, without the injected parameters (the record has those), or
 * of an interactive session in the order of execution. Undefined where the run kept neither.
 */
export function runCells({ directory, record }: RunView): string[] | undefined {
  return notebookCells(directory) ?? sessionCells(directory, record.cells);
}

function notebookCells(directory: string): string[] | undefined {
  try {
    const { cells } = JSON.parse(readFileSync(join(directory, "notebook.ipynb"), "utf8")) as {
      cells: readonly SavedCell[];
    };
    return cells
      .filter(({ metadata }) => !metadata?.tags?.includes("injected-parameters"))
      .map(({ source = "" }) => (typeof source === "string" ? source : source.join("")));
  } catch {
    return undefined;
  }
}

function sessionCells(directory: string, cells: readonly { readonly hash: string }[]): string[] | undefined {
  const sources = new Map<string, string>();
  for (const line of new LineReader(join(directory, FILES.journal)).next()) {
    const entry = parseJournalLine(line);
    if (entry?.type === "code") sources.set(entry.hash, entry.code);
  }
  return sources.size > 0 ? cells.flatMap(({ hash }) => sources.get(hash) ?? []) : undefined;
}
