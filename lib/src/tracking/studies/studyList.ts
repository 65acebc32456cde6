import { counted, type Showable, showsItself, TableView, type TrialCount } from "../../core/index.js";

/** The runs that test one idea. */
export interface Study {
  readonly study: string;
  readonly runs: number;
  readonly completed: number;
  /** What its runs have tried, together. */
  readonly trials: TrialCount;
  /** When its first and its newest run started, ISO 8601, UTC. */
  readonly first: string;
  readonly last: string;
}

/** Studies with their numbers of trials. Made by `listStudies`; shows itself. */
export class StudyList implements Showable {
  constructor(
    /** The one with the newest run first. */
    readonly studies: readonly Study[],
  ) {}

  toText(width?: number): string {
    return this.table().toText(width);
  }

  toHtml(): string {
    return this.table().toHtml();
  }

  private table(): TableView {
    const rows = this.studies.map(({ trials, first, last, ...study }) => ({
      ...study,
      ...trials,
      first: first.slice(0, 16).replace("T", " "),
      last: last.slice(0, 16).replace("T", " "),
    }));
    const columns = [
      { key: "study" },
      { key: "runs" },
      { key: "completed" },
      { key: "count", label: "trials", format: "integer" as const },
      { key: "distinct", label: "distinct trials", format: "integer" as const },
      { key: "first", label: "first run (UTC)" },
      { key: "last", label: "newest run (UTC)" },
    ];
    return new TableView(rows, { title: counted(rows.length, "study", "studies"), columns, limit: 100 });
  }
}
showsItself(StudyList);
