import type { ErrorContent } from "../cellEvent.js";

/** A Jupyter notebook (nbformat 4), with its multi-line strings joined. */
export interface Notebook {
  cells: NotebookCell[];
  metadata: Record<string, unknown>;
  nbformat: number;
  nbformat_minor: number;
}

export interface NotebookCell {
  cell_type: "code" | "markdown" | "raw";
  id: string;
  source: string;
  metadata: Record<string, unknown>;
  /** Code cells only. */
  outputs?: Output[];
  /** Code cells only; null when the cell was not executed. */
  execution_count?: number | null;
  /** Markdown and raw cells only. */
  attachments?: unknown;
}

export type CodeCell = NotebookCell & Required<Pick<NotebookCell, "outputs" | "execution_count">>;

export type Output = StreamOutput | DataOutput | ErrorOutput;

export interface StreamOutput {
  output_type: "stream";
  name: "stdout" | "stderr";
  text: string;
}

export interface DataOutput {
  output_type: "display_data" | "execute_result";
  data: Record<string, unknown>;
  metadata: Record<string, unknown>;
  /** Of `execute_result` only. */
  execution_count?: number | null;
}

export interface ErrorOutput extends ErrorContent {
  output_type: "error";
}

export function isCode(cell: NotebookCell): cell is CodeCell {
  return cell.cell_type === "code";
}

/** The tags of a cell, e.g. `parameters`, `raises-exception`. */
export function tagsOf(cell: NotebookCell): readonly string[] {
  const { tags } = cell.metadata;
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === "string") : [];
}
