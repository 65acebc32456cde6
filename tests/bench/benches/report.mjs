import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { assay } from "../harness/assay.mjs";

const COMMITTED = ["quickstart", "core-on-sp500"].map((name) =>
  fileURLToPath(new URL(`../../../notebooks/${name}.ipynb`, import.meta.url)),
);
const CELLS = 50;

/** Fifty code cells with real outputs and the texts between them: the committed notebooks, again and again. */
function notebookOfFifty() {
  const notebooks = COMMITTED.map((path) => JSON.parse(readFileSync(path, "utf8")));
  const all = notebooks.flatMap((notebook) => notebook.cells);
  const cells = [];
  for (let i = 0, code = 0; code < CELLS; i++) {
    const cell = all[i % all.length];
    cells.push({ ...cell, id: `cell-${i}` });
    if (cell.cell_type === "code") code++;
  }
  return { ...notebooks[0], cells };
}

async function prepare() {
  const { renderReport } = await assay("report/index.js");
  const notebook = notebookOfFifty();
  return { run: () => renderReport({ notebook }), numbers: () => Float64Array.of(notebook.cells.length) };
}

export const report = [
  {
    group: "report",
    name: "one page",
    size: "50 code cells",
    prepare,
    peers: [
      {
        name: "nbconvert",
        task: "report.nbconvert",
        args: { notebook: JSON.stringify(notebookOfFifty()) },
        note: "HTMLExporter, template lab; its page loads scripts from the network. Equal is the number of cells",
      },
    ],
  },
];
