import { counted, type Showable, showsItself, TableView } from "../../core/index.js";

/** A row of a source that is no event, or that lost a value. */
export interface LostEventRow {
  /** Row of the source, the first is 1. */
  readonly row: number;
  /** Why, in words: the same for all rows that fell for the same reason. */
  readonly reason: string;
  /** What was read, shortened. */
  readonly cells: string;
  /** The row stayed, only these values of it are missing. */
  readonly values?: readonly string[];
}

/** Which rows of a source fell, and why, as data. */
export class EventLoss implements Showable {
  constructor(
    /** Rows of the source. */
    readonly total: number,
    /** Every row that fell or lost a value, in the order of the source. */
    readonly lost: readonly LostEventRow[],
  ) {}

  /** Rows that are no events. */
  get fallen(): number {
    return new Set(this.lost.filter(({ values }) => values === undefined).map(({ row }) => row)).size;
  }

  /** Rows by reason. */
  get reasons(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { reason } of this.lost) counts[reason] = (counts[reason] ?? 0) + 1;
    return counts;
  }

  /** One row per reason: how many, their share, the first of them. */
  table(): TableView {
    const rows = Object.entries(this.reasons).map(([reason, count]) => {
      const first = this.lost.find((row) => row.reason === reason);
      const what = first?.values ? `without ${first.values.join(", ")}` : "no event";
      return { reason, count, share: count / this.total, what, row: first?.row, cells: first?.cells };
    });
    return new TableView(
      rows.sort((a, b) => b.count - a.count),
      {
        title: `Rows that are no events: ${this.fallen.toLocaleString("en-US")} of ${counted(this.total, "row")}`,
        columns: [
          { key: "reason" },
          { key: "count", label: "rows", format: "integer" },
          { key: "share", format: "percent" },
          { key: "what", label: "the row is" },
          { key: "row", label: "first in row", format: "integer" },
          { key: "cells", label: "which reads" },
        ],
      },
    );
  }

  toText(): string {
    return this.table().toText();
  }
  toHtml(): string {
    return this.table().toHtml();
  }
}
showsItself(EventLoss);
