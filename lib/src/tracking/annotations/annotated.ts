import { join } from "node:path";
import { LineReader } from "../../core/index.js";
import { parseJournalLine } from "../journal.js";
import type { RunRecord, VerificationRecord } from "../record.js";
import { FILES } from "../runState.js";

/** `record` with what was said of the run from outside, in the order of the file; torn lines are left out. */
export function annotated(directory: string, record: RunRecord): RunRecord {
  const lines = new LineReader(join(directory, FILES.annotations)).next();
  if (lines.length === 0) return record;
  const tags = new Set(record.tags);
  const notes = [...record.notes];
  const verifications: VerificationRecord[] = [];
  for (const line of lines) {
    const entry = parseJournalLine(line);
    if (entry?.type === "tag") tags.add(entry.tag);
    if (entry?.type === "untag") tags.delete(entry.tag);
    if (entry?.type === "note") notes.push({ time: entry.time, text: entry.text });
    if (entry?.type === "verification") {
      verifications.push({ time: entry.time, verdict: entry.verdict, text: entry.text });
    }
  }
  return { ...record, tags: [...tags], notes, ...(verifications.length > 0 && { verifications }) };
}
