import type { Timeouts } from "../execute/options.js";
import type { PreparedNotebook } from "../run/prepareNotebook.js";

/** One run of a sweep. */
export interface SweepJob {
  readonly prepared: PreparedNotebook;
  /** Name of the run. */
  readonly name: string;
  readonly timeouts: Timeouts;
  /** Characters of output of a cell after which the rest is cut. */
  readonly outputLimit?: number;
  /** Whether further jobs start when this one does not complete. */
  readonly continueOnError: boolean;
}
