/** What a comparison says of a run, as the browser finds it in `runs/ID/run.js`: finished texts, and numbers to compare. */
export interface ComparedRun {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  /** To the minute, UTC. */
  readonly started: string;
  readonly study: string;
  /** Parameters by dotted name. */
  readonly params: Readonly<Record<string, string>>;
  readonly kpis: readonly ComparedKpi[];
  /** Data, code and environment. */
  readonly facts: Readonly<Record<string, string>>;
  readonly curves: readonly ComparedCurve[];
}

export interface ComparedKpi {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  readonly format: string;
  readonly text: string;
  /** null: missing, or not finite. */
  readonly value: number | null;
}

/** A curve, thinned for drawing. */
export interface ComparedCurve {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  /** What `at` holds: UTC milliseconds or steps. */
  readonly over: "date" | "step";
  readonly at: readonly number[];
  readonly values: readonly (number | null)[];
}
