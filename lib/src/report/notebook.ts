/** Text as nbformat stores it: one string, or a list of lines with their line ends. */
export type MultilineText = string | readonly string[];

/** An output of nbformat 4: the fields of all four kinds. */
export interface ReportOutput {
  readonly output_type: string;
  readonly name?: string;
  readonly text?: MultilineText;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly ename?: string;
  readonly evalue?: string;
  readonly traceback?: readonly string[];
}

/** A cell of nbformat 4. */
export interface ReportCell {
  readonly cell_type: string;
  readonly id?: string;
  readonly source: MultilineText;
  readonly metadata?: object;
  readonly execution_count?: number | null;
  readonly outputs?: readonly ReportOutput[];
  /** Attached images of a markdown cell: file name → MIME type → base64. */
  readonly attachments?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A notebook of nbformat 4, as parsed from its file. */
export interface ReportNotebook {
  readonly cells: readonly ReportCell[];
  readonly metadata?: object;
}

export function joined(text: unknown): string {
  if (Array.isArray(text)) return text.join("");
  return typeof text === "string" ? text : "";
}

/** Tags of a cell; none when the metadata has none. */
export function tagsOf(cell: ReportCell): readonly string[] {
  const tags = (cell.metadata as { tags?: unknown } | undefined)?.tags;
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === "string") : [];
}
