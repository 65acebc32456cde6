import type { Message } from "../client/message.js";
import type { CodeCell, DataOutput, ErrorOutput, Output, StreamOutput } from "./nbformat.js";

/** Assembles the outputs of the cells of one notebook from iopub messages, as nbformat 4.5 wants them. */
export class Outputs {
  /** All outputs that carry a display id, in any cell: an update replaces each of them. */
  private readonly displays = new Map<string, DataOutput[]>();
  /** Cells whose outputs are cleared when their next output comes. */
  private readonly clearNext = new Set<CodeCell>();

  /** Error messages are handed over; their cell has failed, now or long after its end. */
  constructor(private readonly onError: (cell: CodeCell, error: ErrorOutput, message: Message) => void) {}

  apply(cell: CodeCell, message: Message): void {
    const { content } = message;
    const type = message.header.msg_type;
    if (type === "stream")
      this.stream(cell, content.name === "stderr" ? "stderr" : "stdout", String(content.text));
    else if (type === "display_data" || type === "execute_result") this.data(cell, message);
    else if (type === "update_display_data") this.update(message);
    else if (type === "clear_output") this.clear(cell, content.wait === true);
    else if (type === "error") this.error(cell, message);
  }

  private clear(cell: CodeCell, wait: boolean): void {
    if (wait) this.clearNext.add(cell);
    else cell.outputs.length = 0;
  }

  private add(cell: CodeCell, output: Output): void {
    if (this.clearNext.delete(cell)) cell.outputs.length = 0;
    cell.outputs.push(output);
  }

  private stream(cell: CodeCell, name: StreamOutput["name"], text: string): void {
    const last = this.clearNext.has(cell) ? undefined : cell.outputs[cell.outputs.length - 1];
    if (last?.output_type === "stream" && last.name === name) last.text += text;
    else this.add(cell, { output_type: "stream", name, text });
  }

  private data(cell: CodeCell, { header, content }: Message): void {
    const output: DataOutput = {
      output_type: header.msg_type === "execute_result" ? "execute_result" : "display_data",
      data: record(content.data),
      metadata: record(content.metadata),
    };
    if (output.output_type === "execute_result")
      output.execution_count = Number(content.execution_count) || null;
    const id = record(content.transient).display_id;
    if (typeof id === "string") this.displays.set(id, [...(this.displays.get(id) ?? []), output]);
    this.add(cell, output);
  }

  private update({ content }: Message): void {
    for (const output of this.displays.get(String(record(content.transient).display_id)) ?? []) {
      output.data = record(content.data);
      output.metadata = record(content.metadata);
    }
  }

  private error(cell: CodeCell, message: Message): void {
    const { ename, evalue, traceback } = message.content;
    const lines = Array.isArray(traceback) ? traceback.map(String) : [];
    this.onError(cell, errorOutput(String(ename), String(evalue), lines), message);
  }
}

export function errorOutput(ename: string, evalue: string, traceback: readonly string[] = []): ErrorOutput {
  return {
    output_type: "error",
    ename,
    evalue,
    traceback: traceback.length ? traceback : [`${ename}: ${evalue}`],
  };
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

/** What the preload says about an error message. */
export function errorKind({ metadata }: Message): "error" | "type-error" | "late-error" {
  const status = (metadata.assay as { status?: unknown } | undefined)?.status;
  return status === "type-error" || status === "late-error" ? status : "error";
}
