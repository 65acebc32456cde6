import { counted, type Showable, showsItself, TableView } from "../../core/index.js";

/**
 * - `verified`: the record is whole, and executing it again gave every metric and artifact to the bit.
 * - `differs`: the record is damaged, or something came out differently.
 * - `cannot`: there is nothing to compare: it was not executed again, or did not end.
 */
export type Verdict = "verified" | "differs" | "cannot";

/** One thing that is not as it was recorded. */
export interface Difference {
  readonly what: "record" | "run" | "metric" | "artifact";
  /** The cell, the metric with its step, the artifact with its line, the file. */
  readonly name: string;
  readonly recorded: string;
  readonly now: string;
}

interface Found {
  readonly reason?: string;
  readonly notes?: readonly string[];
  readonly differences?: readonly Difference[];
  readonly compared?: Compared;
}

/** How much was compared. */
export interface Compared {
  readonly points: number;
  readonly artifacts: number;
}

/** What executing a run again has shown. Made by `verifyRun`; shows itself, the verdict first. */
export class RunVerification implements Showable {
  /** Why it could not be verified; null otherwise. */
  readonly reason: string | null;
  /** What else has changed since the run: code, environment. */
  readonly notes: readonly string[];
  readonly differences: readonly Difference[];
  /** null when the run was not executed again. */
  readonly compared: Compared | null;

  constructor(
    readonly runId: string,
    readonly verdict: Verdict,
    { reason, notes = [], differences = [], compared }: Found,
  ) {
    this.reason = reason ?? null;
    this.notes = notes;
    this.differences = differences;
    this.compared = compared ?? null;
  }

  /** The verdict in one line, with what has changed since. */
  get sentence(): string {
    return [this.finding(), ...this.notes].join("; ");
  }

  toJSON(): object {
    const { runId: run_id, verdict, reason, notes, differences, compared } = this;
    return { run_id, verdict, reason, notes, differences, compared };
  }

  toText(): string {
    return this.differences.length === 0 ? this.title() : `${this.title()}\n\n${this.table().toText()}`;
  }

  toHtml(): string {
    const { runId: run, verdict, sentence } = this;
    const head = new TableView([{ run, verdict, finding: sentence }]);
    return [head, ...(this.differences.length > 0 ? [this.table()] : [])]
      .map((table) => table.toHtml())
      .join("\n");
  }

  private title(): string {
    return `${this.runId}: ${this.sentence}`;
  }

  private finding(): string {
    const { verdict, reason, compared, differences } = this;
    if (verdict === "cannot") return `cannot be verified: ${reason}`;
    const again = compared
      ? `${counted(compared.points, "metric point")} and ${counted(compared.artifacts, "artifact")}`
      : "";
    if (verdict === "verified") return `verified: ${again} to the bit`;
    const where = compared ? ` among ${again}` : " in the record itself";
    return `differs: ${counted(differences.length, "difference")}${where}`;
  }

  private table(): TableView {
    return new TableView(
      this.differences.map((each) => ({ ...each })),
      {
        title: "Not as recorded",
        columns: ["what", "name", "recorded", "now"].map((key) => ({ key })),
        limit: 50,
      },
    );
  }
}
showsItself(RunVerification);
