import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { LineReader } from "../../core/index.js";
import { type JournalEntry, journalLine, parseJournalLine } from "../journal.js";
import { listRuns } from "../listRuns.js";
import { experimentsOf } from "../runFolder.js";
import { FILES } from "../runState.js";
import type { RunView } from "../runView.js";
import { copyForgottenTrials } from "./forgottenTrials.js";

/**
 * Copy from the project `home` to the project `scratch` what the study of a run had tried when the run tried its first
 * variant: its corrections for trials depend on it. The other runs of the study with the part of their journals until then,
 * and what deleted runs had tried.
 */
export function copyStudyBefore(run: RunView, { home, scratch }: { home: string; scratch: string }): void {
  const { study, startedAt } = run.record;
  const first = journalOf(run.directory).find(({ type }) => type === "trial");
  const until = first?.time ?? startedAt;
  for (const { runId, directory, head } of listRuns(home, { study: study ?? "" }).runs) {
    if (runId === run.runId || head.startedAt > until) continue;
    const folder = join(experimentsOf(scratch), basename(directory));
    mkdirSync(folder, { recursive: true });
    copyFileSync(join(directory, FILES.record), join(folder, FILES.record));
    const before = journalOf(directory).filter(({ time }) => time <= until);
    writeFileSync(join(folder, FILES.journal), before.map(journalLine).join(""));
  }
  copyForgottenTrials(home, scratch);
}

function journalOf(directory: string): JournalEntry[] {
  return new LineReader(join(directory, FILES.journal))
    .next()
    .flatMap((line) => parseJournalLine(line) ?? []);
}
