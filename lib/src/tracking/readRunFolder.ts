import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fail } from "../core/index.js";
import { isAlive } from "./owner.js";
import { FILES, RunState } from "./runState.js";
import { RunView } from "./runView.js";
import { parseRunRecord } from "./schema.js";

/** Read the run in `directory`. What is broken about it is said in the error. */
export function readRunFolder(directory: string): RunView {
  const file = join(directory, FILES.record);
  const record = parseRunRecord(recordText(file), file);
  if (record.status !== "running") return new RunView(directory, record, record.status);
  const folded = new RunState(directory).applyTo(record);
  if (isAlive(record.owner)) return new RunView(directory, folded, "running");
  const again = parseRunRecord(recordText(file), file);
  const ended = again.status !== "running";
  return ended ? new RunView(directory, again, again.status) : new RunView(directory, folded, "died");
}

function recordText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    return fail("tracking.readRun", `${file} cannot be read`, { cause, fix: (cause as Error).message });
  }
}
