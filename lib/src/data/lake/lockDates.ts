import { checkKeys, type DateLike, fail, isoDate, recordingRun, toInstant } from "../../core/index.js";
import { appendHoldout, type Holdout, readHoldout } from "./holdout.js";
import type { ManifestEntry } from "./manifest.js";
import { datasetPaths } from "./paths.js";

/** The hold-out of a dataset of the lake in `dir`. */
export function holdoutOf(dir: string, dataset: string): Holdout | undefined {
  return readHoldout(datasetPaths(dir, dataset).holdout, dataset);
}

/** Lock the dates of a dataset from `from` on; a lock can only be moved to an earlier date. See `Lake.lock`. */
export function lockDates(
  dir: string,
  { dataset, from: first, to: last }: ManifestEntry,
  options: { from: DateLike; reason?: string },
): Holdout {
  const who = "data.Lake.lock";
  checkKeys(who, options, ["from", "reason"]);
  const from = isoDate(toInstant(options.from));
  if (from <= first || from > last) {
    fail(who, `from must lie inside ${dataset}, after ${first} and up to ${last}`, { received: from });
  }
  const before = holdoutOf(dir, dataset);
  if (before && from > before.from) {
    fail(who, `${dataset} is locked from ${before.from} on; a later date would open a part of it`, {
      received: from,
      fix: "unlock it first, with a reason",
    });
  }
  append(dir, dataset, { event: "locked", from, reason: options.reason ?? "" });
  return holdoutOf(dir, dataset) as Holdout;
}

/** Lift the lock of a dataset. See `Lake.unlock`. */
export function unlockDates(dir: string, dataset: string, options: { reason: string }): void {
  const who = "data.Lake.unlock";
  checkKeys(who, options, ["reason"]);
  if (!holdoutOf(dir, dataset)) fail(who, `${dataset} has no hold-out`);
  if (!options.reason?.trim()) fail(who, "reason must say why", { received: options.reason });
  append(dir, dataset, { event: "lifted", reason: options.reason });
}

/** Write down that locked dates were read; gives how often they have been by now. */
export function countRead(dir: string, dataset: string, { from, to }: { from: string; to: string }): number {
  append(dir, dataset, { event: "read", run: recordingRun(), from, to });
  return holdoutOf(dir, dataset)?.reads.length ?? 1;
}

type Event = Parameters<typeof appendHoldout>[1];
type Undated<E> = E extends Event ? Omit<E, "at"> : never;

function append(dir: string, dataset: string, event: Undated<Event>): void {
  appendHoldout(datasetPaths(dir, dataset).holdout, { at: new Date().toISOString(), ...event } as Event);
}
