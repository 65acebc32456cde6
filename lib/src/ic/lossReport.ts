import { counted, type Showable, showsItself, TableView, type TimeIndex } from "../core/index.js";
import { LOSS_REASONS, LOSS_STEP, LOSS_TEXT, type LossReason, type LossStep } from "./lossReason.js";

/** One line of a {@link LossReport}. */
export interface LossRow {
  readonly step: LossStep;
  readonly reason: LossReason;
  readonly meaning: string;
  /** Observations that fell here. */
  readonly lost: number;
  /** The same as a fraction of all cells of the grid. */
  readonly share: number;
  /** Observations left after this line. */
  readonly left: number;
}

/**
 * Which (date, symbol) observations of one factor fell at which step and why, at one horizon: as data, never as
 * a print or an exception. Starts from the grid of all dates × symbols and ends at the observations of the IC.
 */
export class LossReport implements Showable {
  constructor(
    /** Name of the factor. */
    readonly factor: string,
    /** Sessions of the forward return. */
    readonly horizon: number,
    /** The evaluated dates. */
    readonly time: TimeIndex,
    /** Symbols in the grid. */
    readonly symbols: number,
    /** Observations that fell on each date, by reason. */
    readonly byDate: Readonly<Record<LossReason, Int32Array>>,
    /** Dates whose quantile edges coincide: they have an IC but no quantiles (fewer quantiles may help). */
    readonly tiedDates: readonly string[],
  ) {}

  /** Cells of the grid: dates × symbols. */
  get cells(): number {
    return this.time.length * this.symbols;
  }

  /** Observations that are left. */
  get kept(): number {
    return this.cells - LOSS_REASONS.reduce((total, reason) => total + this.lost(reason), 0);
  }

  /** Observations that fell for `reason`, over all dates. */
  lost(reason: LossReason): number {
    return this.byDate[reason].reduce((total, n) => total + n, 0);
  }

  /** One row per reason, in the order of the steps. */
  rows(): LossRow[] {
    let left = this.cells;
    return LOSS_REASONS.map((reason) => {
      const lost = this.lost(reason);
      left -= lost;
      const share = this.cells > 0 ? lost / this.cells : Number.NaN;
      return { step: LOSS_STEP[reason], reason, meaning: LOSS_TEXT[reason], lost, share, left };
    });
  }

  /** Reasons that took something, as a table. */
  table(): TableView {
    const rows = this.rows().filter((row) => row.lost > 0);
    return new TableView(
      rows.map((row) => ({ ...row })),
      {
        title: `${this.factor} at ${counted(this.horizon, "session")}: ${this.kept} of ${this.cells} observations used`,
        columns: [
          { key: "step" },
          { key: "meaning", label: "why" },
          { key: "lost", unit: "observations", format: "integer" },
          { key: "share", unit: "of the grid", format: "percent" },
          { key: "left", unit: "observations", format: "integer" },
        ],
        note: [`grid: ${this.time.length} dates × ${this.symbols} symbols`, this.tiedText()]
          .filter(Boolean)
          .join("; "),
      },
    );
  }

  private tiedText(): string {
    const n = this.tiedDates.length;
    return n > 0 ? `quantile edges coincide on ${counted(n, "date")}: an IC but no quantiles` : "";
  }

  toText(): string {
    return this.table().toText();
  }

  toHtml(): string {
    return this.table().toHtml();
  }
}
showsItself(LossReport);
