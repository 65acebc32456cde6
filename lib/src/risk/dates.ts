import type { TimeIndex } from "../core/index.js";
import { DAY_MS } from "../core/index.js";

/** Date of a row as text; `null` for no row (-1) or no dates. */
export function dateOf(time: TimeIndex | undefined, row: number): string | null {
  return time && row >= 0 ? time.label(row) : null;
}

/** Calendar days between two rows; a start of -1 is the first row, an end of -1 the last. `NaN` without dates. */
export function calendarDays(time: TimeIndex | undefined, start: number, end: number): number {
  if (!time) return Number.NaN;
  const last = end < 0 ? time.length - 1 : end;
  return Math.round((time.instants[last] - time.instants[Math.max(0, start)]) / DAY_MS);
}
