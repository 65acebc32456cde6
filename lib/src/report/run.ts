/**
 * What a report reads of a run record (`run.json`). A record of `tracking` fits; everything but the name and the
 * status may be missing, and the report then says that it is not known.
 */
export interface ReportRun {
  readonly run_id?: string;
  readonly name: string;
  /** `running`, `completed`, `failed`, `timeout`, `interrupted` or `died`. */
  readonly status: string;
  /** ISO 8601, UTC. */
  readonly startedAt?: string;
  readonly durationMs?: number | null;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly seed?: number | null;
  readonly data?: readonly ReportData[];
  readonly code?: ReportCode;
  readonly lockFile?: { readonly file: string; readonly sha256: string } | null;
  readonly environment?: Readonly<Record<string, unknown>>;
  readonly notebook?: { readonly path: string; readonly sha256: string } | null;
  readonly cells?: readonly ReportCellRun[];
  readonly metrics?: Readonly<Record<string, number | string>>;
  readonly metricsSha256?: string;
  /** Variants evaluated or backtested, and how many of them differ. */
  readonly trials?: { readonly count: number; readonly distinct: number };
  readonly error?: {
    readonly name: string;
    readonly message: string;
    readonly cell: number | string | null;
  } | null;
  readonly parent?: string | null;
  readonly tags?: readonly string[];
  readonly notes?: readonly { readonly time: string; readonly text: string }[];
  readonly warnings?: readonly string[];
}

/** A dataset version that the run read. */
export interface ReportData {
  readonly dataset: string;
  readonly version: string;
  readonly fingerprint: string;
  readonly from: string;
  readonly to: string;
  readonly rows: number;
}

export interface ReportCode {
  readonly commit: string | null;
  readonly branch?: string | null;
  readonly dirty: boolean;
  readonly patch?: {
    readonly file: string;
    readonly sha256: string;
    readonly bytes: number;
    readonly omitted: readonly { readonly path: string; readonly reason: string }[];
  } | null;
  readonly note?: string | null;
}

export interface ReportCellRun {
  readonly index: number;
  readonly id: string | null;
  readonly status: string;
  readonly durationMs: number | null;
}
