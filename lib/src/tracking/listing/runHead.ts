import type { RunRecord } from "../record.js";

const FIELDS = [
  "run_id",
  "name",
  "kind",
  "status",
  "startedAt",
  "durationMs",
  "params",
  "trials",
  "parent",
  "study",
  "tags",
] as const;

/** What a list says of a run: the part of its record that is cheap to keep for all runs. */
export type RunHead = Pick<RunRecord, (typeof FIELDS)[number]>;

export function runHead(record: RunRecord): RunHead {
  return Object.fromEntries(FIELDS.map((field) => [field, record[field]])) as unknown as RunHead;
}
