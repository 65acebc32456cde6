import { sha256 } from "../../core/index.js";
import { isCode, type Notebook, type NotebookCell, tagsOf } from "../execute/nbformat.js";
import type { NotebookParameters } from "./readParameters.js";
import { toSource } from "./toSource.js";

/** Tag of the cell that holds the given values. */
export const INJECTED = "injected-parameters";

/**
 * Put the given values into a notebook: a cell tagged `injected-parameters` after the one tagged `parameters`. A cell
 * injected by an earlier run is replaced.
 */
export function injectParameters(notebook: Notebook, { cell, variable, given }: NotebookParameters): void {
  const parametersCell = notebook.cells[cell];
  notebook.cells = notebook.cells.filter((each) => !(isCode(each) && tagsOf(each).includes(INJECTED)));
  if (!parametersCell || Object.keys(given).length === 0) return;
  const source = `// Parameters\n${variable}.override(${toSource(given)});`;
  notebook.cells.splice(notebook.cells.indexOf(parametersCell) + 1, 0, injectedCell(source));
}

function injectedCell(source: string): NotebookCell {
  const id = `injected-${sha256(source).slice(0, 8)}`;
  return {
    cell_type: "code",
    id,
    source,
    metadata: { tags: [INJECTED] },
    outputs: [],
    execution_count: null,
  };
}
