import { isAlive } from "./owner.js";
import { readRunRecord } from "./readRunRecord.js";
import { RunState } from "./runState.js";
import { RunView } from "./runView.js";

/** Read the run in `directory`. What is broken about it is said in the error. */
export function readRunFolder(directory: string): RunView {
  const record = readRunRecord(directory);
  if (record.status !== "running") return new RunView(directory, record.status, { record });
  const folded = new RunState(directory).applyTo(record);
  if (isAlive(record.owner)) return new RunView(directory, "running", { record: folded });
  const again = readRunRecord(directory);
  const ended = again.status !== "running";
  return new RunView(directory, ended ? again.status : "died", { record: ended ? again : folded });
}
