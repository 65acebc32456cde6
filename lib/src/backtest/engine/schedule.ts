import type { TimeIndex } from "../../core/index.js";
import { DAY_MS } from "../../core/index.js";
import type { Rebalance } from "../options.js";

/**
 * Which sessions trade, from session `start` on: `start` itself, then the first session of each new period, or every
 * n-th. Whether a session trades depends on dates up to it, so that nothing about later sessions is needed.
 */
export function isRebalance(time: TimeIndex, row: number, start: number, rebalance: Rebalance): boolean {
  if (row <= start) return row === start;
  if (typeof rebalance === "number") return (row - start) % rebalance === 0;
  return period(time.instants[row], rebalance) !== period(time.instants[row - 1], rebalance);
}

function period(instant: number, kind: Exclude<Rebalance, number>): number {
  const day = Math.floor(instant / DAY_MS);
  if (kind === "daily") return day;
  // 1970-01-01 was a Thursday: three days later than a Monday.
  if (kind === "weekly") return Math.floor((day + 3) / 7);
  const date = new Date(instant);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}
