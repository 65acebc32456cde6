import type { DataUse } from "../core/index.js";

/** What JSON can hold. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** `notebook`: executed headlessly. `interactive`: a kernel session with a user. `library`: a plain script. */
export type RunKind = "notebook" | "interactive" | "library";

/** How a run ended, as its owner wrote it. */
export type RunStatus = "running" | "completed" | "failed" | "timeout" | "interrupted";

/** What a reader sees: `died` is a run that says `running` while its process is gone. */
export type SeenStatus = RunStatus | "died";

export type CellStatus = "running" | "completed" | "failed" | "timeout" | "interrupted" | "skipped";

/** A number as JSON can hold it: the three values that JSON does not know are written as text. */
export type MetricValue = number | "NaN" | "Infinity" | "-Infinity";

export interface ErrorRecord {
  readonly name: string;
  readonly message: string;
  /** Index or id of the cell that failed; null when no cell did. */
  readonly cell: number | string | null;
}

/** A changed file that is not in the patch, and why. */
export interface OmittedFile {
  readonly path: string;
  readonly reason: string;
}

export interface PatchRecord {
  /** File name inside the run's folder. */
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Changed files that the patch leaves out. Empty: commit + patch is the whole working tree. */
  readonly omitted: readonly OmittedFile[];
  /** How many times a secret was replaced in the patch text. */
  readonly redactions: number;
}

/** Which code ran: a commit, and a patch from it to the working tree with untracked files included. */
export interface CodeIdentity {
  readonly commit: string | null;
  /** null on a detached head. */
  readonly branch: string | null;
  readonly dirty: boolean;
  readonly patch: PatchRecord | null;
  /** Why something above is missing, e.g. `not a git repository`. */
  readonly note: string | null;
}

export interface EnvironmentRecord {
  readonly node: string;
  readonly platform: string;
  readonly arch: string;
  readonly cpus: number;
  readonly assay: string | null;
  readonly tslab: string | null;
  /** The compiler that the kernel checks cells with. */
  readonly typescript: string | null;
  /** Names of the environment variables that were set; their values are never recorded. */
  readonly variables: readonly string[];
}

export interface CellRecord {
  /** Position in the notebook, or in the order of execution of an interactive session; from 0. */
  readonly index: number;
  /** nbformat cell id. */
  readonly id: string | null;
  /** SHA-256 of the source, hex. */
  readonly hash: string;
  readonly status: CellStatus;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly durationMs: number | null;
  readonly executionCount: number | null;
  readonly error: { readonly name: string; readonly message: string } | null;
}

export interface ArtifactRecord {
  /** The name it was given, unique in the run. */
  readonly name: string;
  /** Path relative to the run's folder, with `/`. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  /** MIME type. */
  readonly type: string;
}

/** The process that owns the record. Pid, start and host together are not fooled by a reused pid. */
export interface OwnerRecord {
  readonly host: string;
  readonly pid: number;
  /** When the process started, in the words of the system; null where the system does not say. */
  readonly processStart: string | null;
}

/** A file of the project's own code that a notebook loaded. */
export interface ModuleRecord {
  /** Relative to the project root, with `/`. */
  readonly path: string;
  readonly sha256: string;
}

/** What executing a run again has shown. */
export interface VerificationRecord {
  readonly time: string;
  readonly verdict: "verified" | "differs";
  /** The finding in words: how much was compared, what has changed since the run. */
  readonly text: string;
}

/** `experiments/{run_id}/run.json`, exactly as it is in the file. */
export interface RunRecord {
  readonly schemaVersion: 3;
  /** Sortable by start: `20261121-031512-factor-report-3f9a` (UTC). */
  readonly run_id: string;
  readonly name: string;
  readonly kind: RunKind;
  readonly status: RunStatus;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly durationMs: number | null;
  readonly params: Readonly<Record<string, JsonValue>>;
  readonly seed: number | null;
  /** Dataset versions that were read, each once. */
  readonly data: readonly DataUse[];
  readonly code: CodeIdentity;
  /**
   * Local files that the cells of a notebook have loaded, directly or through each other. null where that is not known:
   * outside of a kernel, and in records before version 3.
   */
  readonly modules: readonly ModuleRecord[] | null;
  readonly lockFile: { readonly file: string; readonly sha256: string } | null;
  readonly environment: EnvironmentRecord;
  /** The notebook that was executed: path relative to the project root, SHA-256 of its file. */
  readonly notebook: { readonly path: string; readonly sha256: string } | null;
  readonly cells: readonly CellRecord[];
  /** The last value of each metric, by (step, time). All points are in `metrics.csv`. */
  readonly metrics: Readonly<Record<string, MetricValue>>;
  readonly metricPoints: number;
  /** SHA-256 over the `step,name,value` lines of `metrics.csv`: equal for two runs with equal metrics. */
  readonly metricsSha256: string;
  /** Variants evaluated or backtested, and how many of them differ. Each one is in `journal.jsonl`. */
  readonly trials: { readonly count: number; readonly distinct: number };
  readonly artifacts: readonly ArtifactRecord[];
  readonly error: ErrorRecord | null;
  /** The run that started this one. */
  readonly parent: string | null;
  /** The study whose trials are counted together. */
  readonly study: string | null;
  readonly tags: readonly string[];
  readonly notes: readonly { readonly time: string; readonly text: string }[];
  readonly warnings: readonly string[];
  readonly owner: OwnerRecord;
  /** Not in the file: from `annotations.jsonl`, in its order. Absent when there is none. */
  readonly verifications?: readonly VerificationRecord[];
}
