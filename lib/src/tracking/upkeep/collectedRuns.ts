import { counted, type Showable, showsItself, TableView } from "../../core/index.js";
import type { SeenStatus } from "../record.js";

export interface CollectedRun {
  readonly runId: string;
  /** `empty`: a folder whose process died before it wrote a record. */
  readonly status: SeenStatus | "empty";
  /** Of all its files. */
  readonly bytes: number;
}

/** Which runs were deleted, or would be. Made by `collectRuns`; shows itself. */
export class CollectedRuns implements Showable {
  /** Runs that fit the filters and stay: running, or tagged `keep`. */
  readonly kept: readonly string[];
  /** Nothing was deleted. */
  readonly dryRun: boolean;

  constructor(
    /** Those that were, or would be. */
    readonly runs: readonly CollectedRun[],
    { kept, dryRun }: { readonly kept: readonly string[]; readonly dryRun: boolean },
  ) {
    this.kept = kept;
    this.dryRun = dryRun;
  }

  /** Of all their files. */
  get bytes(): number {
    return this.runs.reduce((sum, run) => sum + run.bytes, 0);
  }

  toText(width?: number): string {
    return this.table().toText(width);
  }

  toHtml(): string {
    return this.table().toHtml();
  }

  private table(): TableView {
    const verb = this.dryRun ? "would be deleted" : "deleted";
    const { kept } = this;
    return new TableView(
      this.runs.map(({ runId, status, bytes }) => ({ run: runId, status, bytes })),
      {
        title: `${counted(this.runs.length, "run")} ${verb}, ${this.bytes} bytes`,
        columns: [{ key: "run" }, { key: "status" }, { key: "bytes", format: "integer" }],
        note: kept.length > 0 ? `${kept.length} stay, running or tagged keep: ${kept.join(", ")}` : "",
        limit: 100,
      },
    );
  }
}
showsItself(CollectedRuns);
