import type { RunRecord } from "../record.js";
import { codeText } from "../runTables.js";
import { environmentRows, sameCode } from "./sameness.js";

/** Under what a run computes, beside its parameters and data. */
export type Circumstances = Pick<RunRecord, "code" | "environment" | "lockFile">;

/** What of the code and the environment of a run is different now, in words; empty when nothing is. */
export function changedSince(record: Circumstances, now: Circumstances): string[] {
  const rows = environmentRows(now);
  const environment = environmentRows(record).flatMap(([name, value], i) =>
    value === rows[i][1] ? [] : [`${name} was ${value}, is ${rows[i][1]}`],
  );
  return [...codeChange(record, now), ...environment];
}

function codeChange(record: Circumstances, now: Circumstances): string[] {
  const same = sameCode(record, now);
  if (same === "same") return [];
  if (same === "different") {
    return [`the code has changed since: it was ${codeText(record.code)}, is ${codeText(now.code)}`];
  }
  return [`whether the code has changed since is not known (${codeText(record.code)})`];
}
