import { join } from "node:path";
import { appendJsonLines, checkKeys, fail } from "../../core/index.js";
import type { JournalEntry } from "../journal.js";
import { readRun } from "../readRun.js";
import { readRunFolder } from "../readRunFolder.js";
import { FILES } from "../runState.js";
import type { RunView } from "../runView.js";
import { redactText } from "../secrets.js";

export interface Annotation {
  /** Tags to add. */
  add?: readonly string[];
  /** Tags to take away. */
  remove?: readonly string[];
  /** Prose to add, with the time. */
  note?: string;
}

/**
 * Say something of a run from outside, whether it is over or not: tags added and taken away, a note. Each is a line with its
 * time in the run's `annotations.jsonl`; nothing that the run or somebody else wrote is changed.
 *
 * @param run an id, the start of one, or `latest`
 * @returns the run as it is then read
 * @example annotate(projectRoot(), "latest", { add: ["keep"], note: "Agrees with the paper." })
 */
export function annotate(root: string, run: string, annotation: Annotation): RunView {
  const who = "tracking.annotate";
  checkKeys(who, annotation, ["add", "remove", "note"]);
  const { directory } = readRun(root, run);
  const time = new Date().toISOString();
  const entries: JournalEntry[] = [
    ...(annotation.add ?? []).map((tag) => ({ type: "tag" as const, time, tag: checkedText(who, tag) })),
    ...(annotation.remove ?? []).map((tag) => ({ type: "untag" as const, time, tag: checkedText(who, tag) })),
    ...(annotation.note === undefined
      ? []
      : [{ type: "note" as const, time, text: checkedText(who, annotation.note) }]),
  ];
  if (entries.length === 0) fail(who, "say what to add or remove", { received: annotation });
  appendJsonLines(join(directory, FILES.annotations), entries);
  return readRunFolder(directory);
}

function checkedText(who: string, text: string): string {
  if (typeof text === "string" && text.trim() !== "") return redactText(text.trim());
  return fail(who, "a tag or note must be a text that is not empty", { received: text });
}
