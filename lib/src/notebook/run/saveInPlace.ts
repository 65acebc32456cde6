import { isCode, type Notebook } from "../execute/nbformat.js";
import { redactNotebook } from "../execute/redactNotebook.js";
import { writeNotebook } from "../execute/writeNotebook.js";

/**
 * Write an executed notebook over the one it came from, so that it can be committed: without times and paths, which would differ at every run.
 */
export function saveInPlace(path: string, notebook: Notebook): void {
  const { papermill: _, ...metadata } = notebook.metadata;
  const { cells: shown } = redactNotebook(notebook);
  const cells = notebook.cells.map((cell, i) => {
    const { papermill: _run, execution: _times, ...kept } = cell.metadata;
    return { ...cell, ...(isCode(cell) && { outputs: shown[i].outputs }), metadata: kept };
  });
  writeNotebook(path, { ...notebook, metadata, cells });
}
