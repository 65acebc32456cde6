import { basename, dirname, join } from "node:path";
import type { TrialCount } from "../../core/index.js";
import { LineReader } from "../../core/index.js";
import { JournalState } from "../journalState.js";
import { readRunRecord } from "../readRunRecord.js";
import { FILES } from "../runState.js";
import { type StudyTrials, studyTrials } from "./studyTrials.js";

/**
 * Counts what a run has tried, by all of its processes, and before it the other runs of its study. Those are read once:
 * what parallel runs of the study try later is not in the count.
 */
export class TrialCounter {
  private readonly told = new JournalState();
  private readonly tellings: LineReader;
  /** The study that the record names; undefined until it is read. */
  private recorded: string | null | undefined;
  private earlier: { readonly study: string; readonly trials: StudyTrials } | undefined;

  constructor(private readonly directory: string) {
    this.tellings = new LineReader(join(directory, FILES.journal));
  }

  /** Each call reads only what is new. */
  count(): TrialCount {
    for (const line of this.tellings.next()) this.told.add(line);
    const { trials, study, hashes } = this.told;
    if (this.recorded === undefined) this.recorded = readRunRecord(this.directory).study;
    const name = this.recorded ?? study;
    if (name === null) return trials;
    const earlier = this.before(name);
    const distinct = [...hashes].filter((hash) => !earlier.hashes.has(hash)).length + earlier.hashes.size;
    return { count: earlier.count + trials.count, distinct, study: name };
  }

  private before(study: string): StudyTrials {
    if (this.earlier?.study !== study) {
      const root = dirname(dirname(this.directory));
      this.earlier = { study, trials: studyTrials(root, study, basename(this.directory)) };
    }
    return this.earlier.trials;
  }
}
