import { type Stats, statSync } from "node:fs";
import { join } from "node:path";
import { FILES } from "../runState.js";

/** Two changes of a file within this time may leave it with the same times on a coarse file system, ms. */
const COARSEST_CLOCK = 2000;

/** Which content a run's record and annotations have, without reading them. */
export interface RunStamp {
  /** Inode, time of change and size of each file: `ctime` cannot be set back, and every save gives a record another inode. */
  readonly text: string;
  /** Long enough ago that any later change shows in the text. */
  readonly settled: boolean;
}

/** The stamp of the run in `directory`; undefined where there is no record. */
export function runStamp(directory: string): RunStamp | undefined {
  const record = stats(directory, FILES.record);
  if (!record) return undefined;
  const said = stats(directory, FILES.annotations);
  const latest = Math.max(record.ctimeMs, said?.ctimeMs ?? 0);
  return {
    text: said ? `${textOf(record)} ${textOf(said)}` : textOf(record),
    settled: Date.now() - latest > COARSEST_CLOCK,
  };
}

const stats = (directory: string, file: string) => statSync(join(directory, file), { throwIfNoEntry: false });

const textOf = ({ ino, ctimeMs, size }: Stats) => `${ino}.${ctimeMs}.${size}`;
