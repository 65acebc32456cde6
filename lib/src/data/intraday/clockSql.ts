import { literal } from "../../core/index.js";
import type { ClockChange } from "../calendar/zone.js";

/**
 * SQL for the UTC `TIMESTAMP` of local times, from the changes of the zone's offset over their span. A time that a clock
 * change repeats is its first occurrence, one that it leaves out is counted on from before the change.
 */
export function utcSql(local: string, changes: readonly ClockChange[]): string {
  return shifted(local, changes, {
    sign: "-",
    cut: ({ at, before, after }) => at + Math.max(before, after),
  });
}

/** SQL for the local `TIMESTAMP` of UTC times. */
export function localSql(utc: string, changes: readonly ClockChange[]): string {
  return shifted(utc, changes, { sign: "+", cut: ({ at }) => at });
}

function shifted(
  time: string,
  changes: readonly ClockChange[],
  { sign, cut }: { sign: "+" | "-"; cut: (change: ClockChange) => number },
): string {
  const [first, ...later] = changes;
  const seconds = (offset: number) => `INTERVAL (${Math.round(offset / 1000)}) SECOND`;
  if (later.length === 0) return `(${time} ${sign} ${seconds(first.after)})`;
  const cases = later.map(
    (change) => `WHEN ${time} < ${timestamp(cut(change))} THEN ${seconds(change.before)}`,
  );
  return `(${time} ${sign} CASE ${cases.join(" ")} ELSE ${seconds(later[later.length - 1].after)} END)`;
}

/** SQL for a UTC instant, milliseconds, as a `TIMESTAMP`. */
export function timestamp(instant: number): string {
  return `TIMESTAMP ${literal(new Date(instant).toISOString().replace("T", " ").replace("Z", ""))}`;
}
