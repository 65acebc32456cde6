import { annotated } from "./annotations/annotated.js";
import { isAlive } from "./owner.js";
import { readRunRecord } from "./readRunRecord.js";
import type { RunRecord, SeenStatus } from "./record.js";
import { RunState } from "./runState.js";
import { RunView } from "./runView.js";

/** Read the run in `directory`. What is broken about it is said in the error. */
export function readRunFolder(directory: string): RunView {
  const [record, status] = asItStands(directory);
  return new RunView(directory, status, { record: annotated(directory, record) });
}

function asItStands(directory: string): [RunRecord, SeenStatus] {
  const record = readRunRecord(directory);
  if (record.status !== "running") return [record, record.status];
  const folded = new RunState(directory).applyTo(record);
  if (isAlive(record.owner)) return [folded, "running"];
  const again = readRunRecord(directory);
  return again.status === "running" ? [folded, "died"] : [again, again.status];
}
