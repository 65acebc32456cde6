/** A dataset version that was read: what a run must know to say which data its numbers came from. */
export interface DataUse {
  readonly dataset: string;
  readonly version: string;
  /** SHA-256 of the published content, hex. */
  readonly fingerprint: string;
  /** First and last date read, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  readonly rows: number;
  /** Present when the dataset has a hold-out: its first date, and how often it had been read, this time included; 0 when this read ended before it. */
  readonly holdout?: { readonly from: string; readonly reads: number };
}

/** One evaluated variant. Every variant counts towards the number of trials of a study. */
export interface Trial {
  /** `evaluation` of a factor or a `backtest`. */
  readonly kind: "evaluation" | "backtest";
  readonly name: string;
  /** Hash of everything that defines the variant. */
  readonly hash: string;
}

/** How many variants a run has tried, or its study, when it belongs to one. */
export interface TrialCount {
  /** Reported trials, repetitions included. */
  readonly count: number;
  /** Trials with different hashes. */
  readonly distinct: number;
  /** The study whose runs are counted together; absent for a run that belongs to none. */
  readonly study?: string;
}

/** What rooms below `tracking` report to; `tracking` implements it, nobody imports upwards. */
export interface Recorder {
  /** Id of the run, where there is one. */
  readonly runId?: string;
  dataUsed(use: DataUse): void;
  trial(trial: Trial): void;
  /** What was tried so far, by every process of the run and earlier runs of its study; `undefined` when nobody records any more. */
  trials?(): TrialCount | undefined;
}

/** On `globalThis`, so that two copies of the library in one kernel report to the same run. */
const SLOT = Symbol.for("assay.recorder");
const holder = globalThis as { [SLOT]?: Recorder };

/** Make `recorder` the one that is reported to; `undefined` stops the recording. */
export function setRecorder(recorder: Recorder | undefined): void {
  holder[SLOT] = recorder;
}

/** Report to the current run, if there is one. */
export function record(report: (recorder: Recorder) => void): void {
  const recorder = holder[SLOT];
  if (recorder) report(recorder);
}

/** Id of the current run, if there is one. */
export function recordingRun(): string | null {
  return holder[SLOT]?.runId ?? null;
}

/** The trials that the current run, or its study, has recorded; `undefined` without a run. */
export function recordedTrials(): TrialCount | undefined {
  return holder[SLOT]?.trials?.();
}
