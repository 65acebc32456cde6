import { type Cell, counted, type Showable, showsItself, TableView } from "../core/index.js";
import { flatParams } from "./compare/flatParams.js";
import { durationText } from "./durationText.js";
import type { JsonValue } from "./record.js";
import type { RunView } from "./runView.js";

export interface UnreadableRun {
  readonly runId: string;
  readonly reason: string;
}

/** Runs, newest first, and those that could not be read. Shows itself. */
export class RunList implements Showable, Iterable<RunView> {
  constructor(
    /** Newest first. */
    readonly runs: readonly RunView[],
    /** Runs whose record cannot be read, with the reason. */
    readonly unreadable: readonly UnreadableRun[],
  ) {}

  /** As a table; `metrics` names metrics to add as columns. */
  table(metrics: readonly string[] = []): TableView {
    const rows = [...this.runs.map((run) => runRow(run, metrics)), ...this.unreadable.map(unreadableRow)];
    const columns = [
      { key: "run_id", label: "run" },
      { key: "status" },
      { key: "kind" },
      { key: "started", label: "started (UTC)" },
      { key: "duration" },
      { key: "params", label: "parameters" },
      { key: "trials", format: "integer" as const },
      ...metrics.map((name) => ({ key: `metric:${name}`, label: name })),
    ];
    const note = this.unreadable.map(({ runId, reason }) => `${runId}: ${reason}`).join("\n");
    return new TableView(rows, { title: counted(this.runs.length, "run"), columns, note, limit: 50 });
  }

  [Symbol.iterator](): Iterator<RunView> {
    return this.runs[Symbol.iterator]();
  }

  toText(width?: number): string {
    return this.table().toText(width);
  }

  toHtml(): string {
    return this.table().toHtml();
  }
}
showsItself(RunList);

function runRow(run: RunView, metrics: readonly string[]): Record<string, Cell> {
  const { head } = run;
  const values = metrics.length > 0 ? run.metrics : {};
  return {
    run_id: head.run_id,
    status: run.status,
    kind: head.kind,
    started: head.startedAt.slice(0, 19).replace("T", " "),
    duration: durationText(head.durationMs),
    params: [...flatParams(head.params)].map(([name, value]) => `${name}=${paramText(value)}`).join(" "),
    trials: head.trials.count,
    ...Object.fromEntries(metrics.map((name) => [`metric:${name}`, values[name]])),
  };
}

function paramText(value: JsonValue): string {
  if (typeof value === "string") return value;
  return typeof value === "number" ? String(Number(value.toPrecision(12))) : JSON.stringify(value);
}

function unreadableRow({ runId }: UnreadableRun): Record<string, Cell> {
  return { run_id: runId, status: "unreadable" };
}
