import { readFile } from "node:fs/promises";
import { fail, sha256 } from "../../core/index.js";
import type { Notebook, NotebookCell } from "./nbformat.js";

const WHO = "notebook.read";

/** Read a notebook of any nbformat 4; cells without an id get one that depends on their content only. */
export async function readNotebook(path: string): Promise<Notebook> {
  const text = await readFile(path, "utf8").catch((cause) =>
    fail(WHO, `cannot read the notebook ${path}`, {
      cause,
      fix: cause instanceof Error ? cause.message : undefined,
    }),
  );
  return parseNotebook(text, path);
}

/** The notebook in `text`; `name` is used in errors. */
export function parseNotebook(text: string, name = "notebook"): Notebook {
  const raw = parseJson(text, name);
  if (!isRecord(raw) || raw.nbformat !== 4 || !Array.isArray(raw.cells)) {
    fail(WHO, `${name} must be a Jupyter notebook of nbformat 4`, {
      received: isRecord(raw) ? raw.nbformat : raw,
    });
  }
  const cells = raw.cells.map((cell, index) => normalCell(cell, `${name}: cell ${index + 1}`));
  nameCells(cells);
  const metadata = isRecord(raw.metadata) ? raw.metadata : {};
  return { cells, metadata, nbformat: 4, nbformat_minor: Math.max(5, Number(raw.nbformat_minor) || 0) };
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    return fail(WHO, `${name} is not JSON`, {
      cause,
      fix: cause instanceof Error ? cause.message : undefined,
    });
  }
}

function normalCell(raw: unknown, where: string): NotebookCell {
  if (!isRecord(raw)) return fail(WHO, `${where} must be an object`, { received: raw });
  const { cell_type } = raw;
  if (cell_type !== "code" && cell_type !== "markdown" && cell_type !== "raw") {
    return fail(WHO, `${where}: cell_type must be one of code, markdown, raw`, { received: cell_type });
  }
  const cell: NotebookCell = {
    cell_type,
    id: typeof raw.id === "string" ? raw.id : "",
    source: joined(raw.source),
    metadata: isRecord(raw.metadata) ? raw.metadata : {},
  };
  if (raw.attachments !== undefined) cell.attachments = raw.attachments;
  if (cell_type === "code") Object.assign(cell, { outputs: [], execution_count: null });
  return cell;
}

/** Ids must be unique; a missing or repeated one is made of the cell's source and its occurrence. */
function nameCells(cells: readonly NotebookCell[]): void {
  const taken = new Set<string>();
  for (const cell of cells) {
    for (let n = 0; cell.id === "" || taken.has(cell.id); n++) {
      cell.id = sha256(`${cell.cell_type}\n${cell.source}\n${n}`).slice(0, 8);
      if (taken.has(cell.id)) cell.id = "";
    }
    taken.add(cell.id);
  }
}

/** nbformat stores text as a string or as a list of lines. */
function joined(text: unknown): string {
  return Array.isArray(text) ? text.join("") : typeof text === "string" ? text : "";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
