import { availableParallelism } from "node:os";
import { type Database, withDatabase } from "../duckdb/database.js";

/** Databases that work beside each other. */
export interface LaneOptions {
  /** Memory of all together [megabytes]. */
  readonly memory: number;
  /** Where they spill. */
  readonly spillDir: string;
}

/**
 * Work through items on a few databases at once, each with one thread, so that the order of rows is that of the
 * queries; `work` is called once per lane and takes item after item from `next`.
 */
export async function inLanes<T>(
  items: readonly T[],
  { memory, spillDir }: LaneOptions,
  work: (db: Database, next: () => T | undefined, lane: number) => Promise<void>,
): Promise<void> {
  const lanes = Math.max(1, Math.min(availableParallelism(), 4, items.length));
  let taken = 0;
  const next = () => items[taken++];
  const options = { threads: 1, memory: Math.floor(memory / lanes) };
  const running = Array.from({ length: lanes }, (_, lane) =>
    withDatabase((db) => work(db, next, lane), { ...options, spillDir: `${spillDir}/${lane}` }),
  );
  const [failed] = (await Promise.allSettled(running)).filter(({ status }) => status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
}
