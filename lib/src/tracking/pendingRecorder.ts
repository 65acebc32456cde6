import { type DataUse, type Recorder, setRecorder, type Trial, type TrialCount } from "../core/index.js";

/** More than a notebook session makes; the oldest are dropped beyond it. */
const LIMIT = 100_000;

/**
 * What a kernel session reads and tries before it starts a run. The next run takes it over, so that a variant
 * counts as a trial even when `startRun` stands in the last cell.
 */
export class PendingRecorder implements Recorder {
  private readonly uses: DataUse[] = [];
  private readonly tried: Trial[] = [];

  dataUsed(use: DataUse): void {
    keep(this.uses, use);
  }

  trial(trial: Trial): void {
    keep(this.tried, trial);
  }

  /** What was tried since the kernel started or its last run ended. */
  trials(): TrialCount {
    return { count: this.tried.length, distinct: new Set(this.tried.map(({ hash }) => hash)).size };
  }

  /** Report everything, in order, and forget it. */
  handOver(recorder: Recorder): void {
    for (const use of this.uses.splice(0)) recorder.dataUsed(use);
    for (const trial of this.tried.splice(0)) recorder.trial(trial);
  }
}

function keep<T>(list: T[], item: T): void {
  if (list.length >= LIMIT) list.shift();
  list.push(item);
}

/** On `globalThis`, so that two copies of the library in one kernel share it. */
const SLOT = Symbol.for("assay.pending");
const holder = globalThis as { [SLOT]?: PendingRecorder };

/** From now on, until a run starts, keep what is reported. */
export function recordForNextRun(): void {
  holder[SLOT] ??= new PendingRecorder();
  setRecorder(holder[SLOT]);
}

/** Give a run that starts what was reported before it. */
export function handOverPending(recorder: Recorder): void {
  holder[SLOT]?.handOver(recorder);
}
