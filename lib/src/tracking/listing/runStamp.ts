import { type Stats, statSync } from "node:fs";
import { join } from "node:path";
import { FILES } from "../runState.js";

/** Two changes of a file within this time may leave it with the same times on a coarse file system, ms. */
const COARSEST_CLOCK = 2000;

/** Which content a run's record has, without reading it. */
export interface RunStamp {
  /** Inode, time of change and size: `ctime` cannot be set back, and every save gives the file another inode. */
  readonly text: string;
  /** Long enough ago that any later change shows in the text. */
  readonly settled: boolean;
}

/** The stamp of the run in `directory`; undefined where there is no record. */
export function runStamp(directory: string): RunStamp | undefined {
  const record = statSync(join(directory, FILES.record), { throwIfNoEntry: false });
  return record && { text: stampText(record), settled: Date.now() - record.ctimeMs > COARSEST_CLOCK };
}

const stampText = ({ ino, ctimeMs, size }: Stats) => `${ino}.${ctimeMs}.${size}`;
