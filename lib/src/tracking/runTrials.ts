import { join } from "node:path";
import type { Trial } from "../core/index.js";
import { LineReader } from "../core/index.js";
import { parseJournalLine } from "./journal.js";
import { FILES } from "./runState.js";

/** How the journal's lines of this kind begin: the others are not parsed. */
const TRIAL = '{"type":"trial"';

/** Every variant that the run in `directory` evaluated or backtested, repetitions included, in the order of the journal. */
export function runTrials(directory: string): Trial[] {
  return new LineReader(join(directory, FILES.journal)).next().flatMap((line) => {
    const entry = line.startsWith(TRIAL) ? parseJournalLine(line) : undefined;
    return entry?.type === "trial" ? [entry.trial] : [];
  });
}
