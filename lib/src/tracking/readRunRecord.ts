import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fail } from "../core/index.js";
import type { RunRecord } from "./record.js";
import { FILES } from "./runState.js";
import { parseRunRecord } from "./schema.js";

/** Read `run.json` in `directory`, as it stands. */
export function readRunRecord(directory: string): RunRecord {
  const file = join(directory, FILES.record);
  return parseRunRecord(recordText(file), file);
}

function recordText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    return fail("tracking.readRun", `${file} cannot be read`, { cause, fix: (cause as Error).message });
  }
}
