import { relative } from "node:path";
import type { Notebook, NotebookCell } from "./nbformat.js";
import { isCode } from "./nbformat.js";
import type { CellRecord } from "./result.js";

/** What papermill writes about a notebook, so that tools which read its output read ours. */
export interface PapermillNotebook {
  default_parameters: Record<string, unknown>;
  parameters: Record<string, unknown>;
  environment_variables: Record<string, string>;
  version: string;
  input_path: string;
  output_path: string;
  start_time: string;
  end_time: string | null;
  duration: number | null;
  exception: boolean | null;
}

/** All code cells start as pending, without the times of an earlier run, so that one that never ran does not look as if. */
export function markPending(notebook: Notebook): void {
  for (const cell of notebook.cells.filter(isCode)) {
    delete cell.metadata.execution;
    setPapermill(cell, {
      exception: null,
      start_time: null,
      end_time: null,
      duration: null,
      status: "pending",
    });
  }
}

export function markRunning(cell: NotebookCell, { startedAt }: CellRecord): void {
  setPapermill(cell, {
    exception: null,
    start_time: startedAt,
    end_time: null,
    duration: null,
    status: "running",
  });
}

/** Only a cell that ran can be completed or failed; a skipped one stays pending. */
export function markEnded(cell: NotebookCell, record: CellRecord): void {
  if (record.startedAt === null) return;
  setPapermill(cell, {
    exception: record.status !== "completed",
    start_time: record.startedAt,
    end_time: record.endedAt,
    duration: record.durationMs === null ? null : record.durationMs / 1000,
    status: record.status === "completed" ? "completed" : "failed",
  });
}

/** Times of the messages of a cell, under the names that Jupyter uses. */
export type MessageTimes = Partial<
  Record<"iopub.status.busy" | "iopub.execute_input" | "shell.execute_reply" | "iopub.status.idle", string>
>;

export function setTimes(cell: NotebookCell, times: MessageTimes): void {
  cell.metadata = { ...cell.metadata, execution: times };
}

export function notebookMetadata(paths: { root: string; input: string; output: string }): PapermillNotebook {
  return {
    default_parameters: {},
    parameters: {},
    environment_variables: {},
    version: "assay",
    input_path: relative(paths.root, paths.input),
    output_path: relative(paths.root, paths.output),
    start_time: new Date().toISOString(),
    end_time: null,
    duration: null,
    exception: null,
  };
}

export function markNotebookEnded(
  { metadata }: Notebook,
  end: { endedAt: string; durationMs: number; failed: boolean },
): void {
  if (!metadata.papermill) return;
  const { endedAt, durationMs, failed } = end;
  const papermill: Partial<PapermillNotebook> = metadata.papermill;
  Object.assign(papermill, {
    end_time: endedAt,
    duration: durationMs / 1000,
    exception: failed ? true : null,
  });
}

function setPapermill(cell: NotebookCell, papermill: object): void {
  cell.metadata = { ...cell.metadata, papermill };
}
