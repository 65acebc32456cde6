import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { listRuns, type RunView } from "../../tracking/index.js";

/**
 * Put into `scratch` what the study of a run had tried when the run tried its first variant: its corrections for trials
 * depend on it. The other runs of the study with the part of their journals until then, and what deleted runs had tried.
 */
export function studyBefore(run: RunView, home: string, scratch: string): void {
  const { study, startedAt } = run.record;
  const until = firstTrial(run) ?? startedAt;
  const experiments = join(scratch, "experiments");
  mkdirSync(experiments, { recursive: true });
  for (const { runId, directory, head } of listRuns(home, { study: study ?? "" }).runs) {
    if (runId === run.runId || head.startedAt > until) continue;
    const folder = join(experiments, basename(directory));
    mkdirSync(folder);
    copyFileSync(join(directory, "run.json"), join(folder, "run.json"));
    writeFileSync(join(folder, "journal.jsonl"), journalUntil(directory, until));
  }
  const deleted = join(home, "experiments", ".trials.jsonl");
  if (existsSync(deleted)) copyFileSync(deleted, join(experiments, ".trials.jsonl"));
}

const journal = (directory: string): string[] =>
  readFileSync(join(directory, "journal.jsonl"), "utf8").split("\n").filter(Boolean);

const TIME = /"time":"([^"]+)"/;

function firstTrial({ directory }: RunView): string | undefined {
  const line = journal(directory).find((each) => each.startsWith('{"type":"trial"'));
  return line && TIME.exec(line)?.[1];
}

function journalUntil(directory: string, until: string): string {
  const before = journal(directory).filter((line) => (TIME.exec(line)?.[1] ?? "") <= until);
  return before.map((line) => `${line}\n`).join("");
}
