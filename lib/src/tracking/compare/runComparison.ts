import { type Cell, type Column, counted, type Showable, showsItself, TableView } from "../../core/index.js";
import type { Figure } from "../../plot/index.js";
import { durationText } from "../durationText.js";
import type { JsonValue } from "../record.js";
import { codeText } from "../runTables.js";
import type { RunView } from "../runView.js";
import { metricFigure } from "./metricFigure.js";
import type { MetricRow, ParamRow } from "./sideBySide.js";

/** Figures of metrics on a page, unless metrics are named. */
const FIGURES = 6;

/** Runs side by side. Made by `compareRuns`; shows itself. */
export class RunComparison implements Showable {
  /** The parameters that differ. */
  readonly params: readonly ParamRow[];
  /** All metrics. */
  readonly metrics: readonly MetricRow[];
  private readonly shown: readonly MetricRow[];

  constructor(
    /** In the order in which they were given. */
    readonly runs: readonly RunView[],
    rows: {
      readonly params: readonly ParamRow[];
      readonly metrics: readonly MetricRow[];
      /** Default: the metrics that differ. */
      readonly shown?: readonly MetricRow[];
    },
  ) {
    this.params = rows.params;
    this.metrics = rows.metrics;
    this.shown = rows.shown ?? rows.metrics.filter(({ same }) => !same);
  }

  /** The runs with their letters, the parameters that differ, the metrics. */
  tables(): TableView[] {
    const letters = this.letters();
    const values: Column[] = letters.map((key) => ({ key }));
    const params = this.params.map(({ name, values: all }) => ({ name, ...byLetter(all.map(paramCell)) }));
    const metrics = this.shown.map(({ name, values: all, difference }) => ({
      name,
      ...byLetter(all),
      difference,
    }));
    const equal = this.metrics.filter(({ same }) => same).length;
    const label = this.runs.length === 2 ? "B − A" : "range";
    return [
      new TableView(this.runs.map(headRow), { title: counted(this.runs.length, "run"), columns: HEAD }),
      new TableView(params, {
        title: this.params.length > 0 ? "Parameters that differ" : "The same parameters",
        columns: [{ key: "name" }, ...values],
        limit: 100,
      }),
      new TableView(metrics, {
        title: "Metrics",
        columns: [{ key: "name" }, ...values, { key: "difference", label }],
        limit: 200,
        note: equal > 0 ? `The same in all runs: ${equal} of ${this.metrics.length} metrics.` : "",
      }),
    ];
  }

  /** A chart for each of the first metrics: curves over the steps, or bars of the final values. */
  figures(): Figure[] {
    const letters = this.letters();
    const shown = this.shown.slice(0, FIGURES);
    const names = new Set(shown.map(({ name }) => name));
    const points = this.runs.map((run) => run.points().filter(({ name }) => names.has(name)));
    const source = this.runs.map(({ runId }, i) => `${letters[i]} ${runId}`).join(", ");
    return shown.map(({ name, values }) => {
      const lettered = letters.map((letter, i) => ({
        letter,
        value: values[i],
        points: points[i].filter((point) => point.name === name),
      }));
      return metricFigure(name, lettered, source);
    });
  }

  /** What is compared, as plain data. */
  toJSON(): object {
    const { runs, params, metrics } = this;
    return {
      runs: runs.map((run) => ({ run_id: run.runId, name: run.head.name, status: run.status })),
      params,
      metrics,
    };
  }

  toText(): string {
    return this.tables()
      .filter((table) => table.rows.length > 0 || table.title)
      .map((table) => table.toText())
      .join("\n\n");
  }

  toHtml(): string {
    return [...this.tables(), ...this.figures()].map((item) => item.toHtml()).join("\n");
  }

  private letters(): string[] {
    return this.runs.map((_, i) => letterOf(i));
  }
}
showsItself(RunComparison);

const HEAD: readonly Column[] = [
  { key: "letter", label: "" },
  { key: "run" },
  { key: "status" },
  { key: "started", label: "started (UTC)" },
  { key: "duration" },
  { key: "data" },
  { key: "code" },
];

function headRow(run: RunView, i: number): Record<string, Cell> {
  const { record } = run;
  return {
    letter: letterOf(i),
    run: run.runId,
    status: run.status,
    started: record.startedAt.slice(0, 19).replace("T", " "),
    duration: durationText(record.durationMs),
    data: record.data.map((use) => `${use.dataset} ${use.version} ${use.fingerprint.slice(0, 8)}`).join(", "),
    code: codeText(record.code),
  };
}

const letterOf = (i: number): string => String.fromCharCode(65 + i);

const byLetter = (values: readonly Cell[]): Record<string, Cell> =>
  Object.fromEntries(values.map((value, i) => [letterOf(i), value]));

function paramCell(value: JsonValue | undefined): Cell {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
}
