import {
  type Cell,
  type Column,
  canonicalJson,
  counted,
  relativePath,
  type Showable,
  showsItself,
  TableView,
} from "../../core/index.js";
import { durationText, type Leaderboard, type MetricValue } from "../../tracking/index.js";
import { EXIT_CODES, exitCodeOf } from "../exitCodes.js";
import { valueText } from "../parameters/valueText.js";
import type { JobOutcome } from "./runJobs.js";

/** One line of the summary. */
export interface SweepRow {
  /** Id of the run; null when there is none. */
  readonly run_id: string | null;
  readonly name: string;
  /** How the run ended; `cached`: an earlier run answers; `error`: it could not be executed; `not run`: nobody started it. */
  readonly status: string;
  readonly error: string | null;
  readonly durationMs: number | null;
  readonly params: Readonly<Record<string, unknown>>;
  readonly metrics: Readonly<Record<string, MetricValue>>;
  /** Of its best strategy: deflated Sharpe ratio after all trials of the study or the sweep; null without a backtest. */
  readonly deflatedSharpe: number | null;
  /** Different variants that it is deflated for, those tried beside and after it included; null without a backtest. */
  readonly trials: number | null;
  /** Path of the report, relative to the project root. */
  readonly report: string | null;
}

export interface SweepOutcome {
  readonly root: string;
  readonly name: string;
  /** Id of the sweep's own run. */
  readonly runId: string;
  readonly outcomes: readonly JobOutcome[];
  readonly interrupted: boolean;
  /** What the runs are worth after all trials. Default: not known. */
  readonly board?: Leaderboard;
}

export interface SweepTableOptions {
  /** Names of the metrics to show. Default: the first six of those that vary. */
  readonly metrics?: readonly string[];
  /** What the column of runs holds. Default: the id. */
  readonly runCell?: (row: SweepRow) => Cell;
}

/** More metrics than this make a table that nobody reads. */
const METRIC_COLUMNS = 6;

/** What became of a sweep: a row for each run, with what varies among them. Shows itself. */
export class SweepResult implements Showable {
  readonly root: string;
  readonly name: string;
  readonly runId: string;
  readonly interrupted: boolean;
  readonly rows: readonly SweepRow[];
  /** The highest exit code among the runs, 0 when all completed; that of an interrupt when there was one. */
  readonly exitCode: number;

  constructor({ root, name, runId, outcomes, interrupted, board }: SweepOutcome) {
    this.root = root;
    this.name = name;
    this.runId = runId;
    this.interrupted = interrupted;
    this.rows = outcomes.map((outcome) => rowOf(root, outcome, board));
    this.exitCode = interrupted ? INTERRUPTED : Math.max(0, ...outcomes.map(codeOf));
  }

  get counts(): { readonly runs: number; readonly completed: number; readonly cached: number } {
    const cached = this.rows.filter(({ status }) => status === "cached").length;
    const executed = this.rows.filter(({ status }) => status === "completed").length;
    return { runs: this.rows.length, completed: executed + cached, cached };
  }

  /** Names of the parameters whose values differ among the runs. */
  get varyingParams(): string[] {
    return varying(this.rows.map(({ params }) => params));
  }

  /** Names of the final metrics whose values differ among the completed runs; of a single one, all. */
  get varyingMetrics(): string[] {
    const all = this.rows.filter(({ status }) => isDone(status)).map(({ metrics }) => metrics);
    return all.length === 1 ? Object.keys(all[0]) : varying(all);
  }

  /** The summary. */
  table({
    metrics = this.varyingMetrics.slice(0, METRIC_COLUMNS),
    runCell,
  }: SweepTableOptions = {}): TableView {
    const params = this.varyingParams;
    const names = new Set(this.rows.map(({ name }) => name)).size > 1 ? ["name"] : [];
    const { runs, completed, cached } = this.counts;
    const isDeflated = this.rows.some(({ deflatedSharpe }) => deflatedSharpe !== null);
    const hidden = this.varyingMetrics.filter((name) => !metrics.includes(name)).length;
    return new TableView(
      this.rows.map((row) => ({
        ...cellsOf(row, params, metrics),
        run_id: runCell ? runCell(row) : row.run_id,
      })),
      {
        title: `${this.name}: ${completed} of ${runs} runs completed${cached > 0 ? `, ${cached} of them earlier` : ""}`,
        columns: [
          ...[...names, ...params.map((key) => `param:${key}`), "status", "duration"].map(columnOf),
          ...metrics.map((key) => columnOf(`metric:${key}`)),
          ...(isDeflated ? DEFLATED : []),
          columnOf("run_id"),
        ],
        note: [
          isDeflated
            ? "Deflated for every variant that these runs, or their study, have tried until now."
            : "",
          hidden > 0
            ? `${counted(hidden, "more metric differs", "more metrics differ")}: --metric NAME shows one, --json holds all`
            : "",
        ]
          .filter(Boolean)
          .join("\n"),
        limit: Infinity,
      },
    );
  }

  toJSON(): object {
    const { name, runId: run_id, counts, exitCode, interrupted, rows } = this;
    return { name, run_id, ...counts, interrupted, exitCode, runs: rows };
  }

  toText(width?: number): string {
    return this.table().toText(width);
  }

  toHtml(): string {
    return this.table().toHtml();
  }
}
showsItself(SweepResult);

const columnOf = (key: string): Column => ({
  key,
  label: key.replace(/^(param|metric):/, "").replace("run_id", "run"),
});

const DEFLATED: readonly Column[] = [
  { key: "deflatedSharpe", label: "deflated Sharpe ratio", format: "percent" },
  { key: "trials", format: "integer" },
];

const INTERRUPTED = EXIT_CODES.find(({ name }) => name === "interrupted")?.code ?? 1;

function codeOf({ run, error }: JobOutcome): number {
  return run ? exitCodeOf(run) : error ? exitCodeOf(error) : 0;
}

function rowOf(root: string, { job, run, error }: JobOutcome, board?: Leaderboard): SweepRow {
  const { name, prepared } = job;
  const { record } = run ?? {};
  const best = board?.rows.find((row) => row.run.runId === record?.run_id);
  const failure = error ?? record?.error;
  return {
    run_id: record?.run_id ?? null,
    name,
    status: run ? (run.cached ? "cached" : run.status) : error ? "error" : "not run",
    error: failure ? `${failure.name}: ${failure.message}` : null,
    durationMs: record?.durationMs ?? null,
    params: record?.params ?? prepared.parameters.values,
    metrics: record?.metrics ?? {},
    deflatedSharpe: best?.deflatedSharpe ?? null,
    trials: best?.trials ?? null,
    report: run ? relativePath(root, run.report) : null,
  };
}

const isDone = (status: string): boolean => status === "completed" || status === "cached";

function varying(records: readonly Readonly<Record<string, unknown>>[]): string[] {
  const names = new Set(records.flatMap((record) => Object.keys(record)));
  return [...names].filter(
    (name) => new Set(records.map((record) => canonicalJson([record[name]]))).size > 1,
  );
}

function cellsOf(row: SweepRow, params: readonly string[], metrics: readonly string[]): Record<string, Cell> {
  const { name, status, durationMs, deflatedSharpe, trials } = row;
  const numbers = metrics.map((key) => [
    `metric:${key}`,
    key in row.metrics ? Number(row.metrics[key]) : null,
  ]);
  return {
    ...{ name, status, duration: durationText(durationMs), deflatedSharpe, trials },
    ...Object.fromEntries(params.map((key) => [`param:${key}`, paramCell(row.params[key])])),
    ...Object.fromEntries(numbers),
  };
}

function paramCell(value: unknown): Cell {
  return typeof value === "number" ? value : valueText(value);
}
