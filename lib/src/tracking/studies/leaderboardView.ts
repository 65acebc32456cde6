import { type Column, counted, type Showable, showsItself, TableView } from "../../core/index.js";
import type { RunView } from "../runView.js";
import type { TrialGroup } from "./trialGroups.js";

/** A strategy of a run, with what its Sharpe ratio is worth after all trials. */
export interface LeaderboardRow {
  readonly run: RunView;
  /** What its metrics' names begin with; empty where the run logged one backtest. */
  readonly strategy: string;
  /** What it is ranked by. */
  readonly score: number;
  /** Probability, from 0 to 1, that the true Sharpe ratio is above the best to expect by luck. */
  readonly deflatedSharpe: number;
  /** Per year. */
  readonly sharpe: number;
  /** Best Sharpe ratio per year to expect from as many trials without skill. */
  readonly expectedMaximum: number;
  /** Distinct variants that were tried together, before, beside and after it. */
  readonly trials: number;
  /** By whom: its study; where it has none the sweep that it is a part of; or the run alone. */
  readonly tried: TrialGroup;
  /** Returns that the Sharpe ratio was estimated from. */
  readonly sessions: number;
  /** Rows with the same number read the same data over the same span. */
  readonly data: number;
  /** Its run has read a hold-out. */
  readonly readHoldout: boolean;
}

interface Ranked {
  readonly by: string;
  /** Completed runs without the metrics of a backtest. */
  readonly without: readonly RunView[];
  readonly study: string | undefined;
  /** What was read, for each number of `data`, from 1. */
  readonly spans: readonly string[];
}

/** Runs ranked by what they are worth after all trials. Made by `leaderboard`; shows itself. */
export class Leaderboard implements Showable {
  /** Best first. What was read is numbered in their order. */
  readonly rows: readonly LeaderboardRow[];
  private readonly ranked: Ranked;

  constructor(rows: readonly LeaderboardRow[], ranked: Ranked) {
    const read = [...new Set(rows.map(({ data }) => data))];
    this.rows = rows.map((row) => ({ ...row, data: read.indexOf(row.data) + 1 }));
    this.ranked = { ...ranked, spans: read.map((number) => ranked.spans[number - 1]) };
  }

  /** The part of one study: what `leaderboard(root, { study })` gives. */
  ofStudy(study: string): Leaderboard {
    const isOwn = (run: RunView) => run.head.study === study;
    const without = this.ranked.without.filter(isOwn);
    return new Leaderboard(
      this.rows.filter(({ run }) => isOwn(run)),
      { ...this.ranked, without, study },
    );
  }

  /** What a reader must know before comparing the rows. */
  get warnings(): string[] {
    const { rows, ranked } = this;
    const alone = rows.filter(({ tried }) => tried.startsWith("run "));
    const groups = new Set(rows.map(({ tried }) => (tried.startsWith("run ") ? "alone" : tried)));
    const read = rows.flatMap(({ readHoldout }, i) => (readHoldout ? [i + 1] : []));
    return [
      ...(ranked.spans.length > 1
        ? [
            "Not comparable: the runs read different data or spans.",
            ...ranked.spans.map((text, i) => `  ${i + 1}: ${text}`),
          ]
        : []),
      ...(read.length > 0 ? [`Rows ${read.join(", ")} read a hold-out.`] : []),
      ...(alone.length > 1
        ? [
            `${alone.length} rows belong to no study or sweep: each is corrected for the trials of its own run, not for the choice among them.`,
          ]
        : []),
      ...(groups.size > 1
        ? ["The rows belong to different studies or sweeps: the choice among those is not corrected for."]
        : []),
      ...(ranked.without.length > 0
        ? [`${counted(ranked.without.length, "completed run")} logged no backtest.`]
        : []),
    ];
  }

  /** The rows with the ids of their runs, and the warnings, as plain data. */
  toJSON(): object {
    const rows = this.rows.map(({ run, ...row }) => ({ run_id: run.runId, study: run.head.study, ...row }));
    return { by: this.ranked.by, rows, warnings: this.warnings };
  }

  toText(width?: number): string {
    return this.table().toText(width);
  }

  toHtml(): string {
    return this.table().toHtml();
  }

  private table(): TableView {
    const { by, study } = this.ranked;
    const other: Column[] = by === "deflatedSharpe" ? [] : [{ key: "score", label: by }];
    const columns: Column[] = [
      { key: "rank" },
      { key: "run" },
      ...(this.rows.some(({ strategy }) => strategy !== "") ? [{ key: "strategy" }] : []),
      ...other,
      { key: "deflatedSharpe", label: "deflated Sharpe ratio", format: "percent" },
      { key: "sharpe", label: "Sharpe ratio", format: "ratio" },
      { key: "expectedMaximum", label: "best by luck", format: "ratio" },
      { key: "trials", format: "integer" },
      { key: "sessions", format: "integer" },
      { key: "data" },
      ...(study === undefined ? [{ key: "study" }] : []),
    ];
    const rows = this.rows.map((row, i) => ({
      ...row,
      rank: i + 1,
      run: row.run.runId,
      study: row.run.head.study,
    }));
    const title = `${counted(rows.length, "strategy", "strategies")}${study === undefined ? "" : ` of ${study}`}, by ${by}`;
    return new TableView(rows, { title, columns, note: this.warnings.join("\n"), limit: 50 });
  }
}
showsItself(Leaderboard);
