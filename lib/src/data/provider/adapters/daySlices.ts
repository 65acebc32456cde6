import { DAY_MS } from "../../../core/index.js";
/** A span of dates in parts of so many days, both ends included: what one answer can hold. */
export function* daySlices(from: string, to: string, days: number): Iterable<{ from: string; to: string }> {
  if (from > to) return;
  const after = (date: string, n: number) =>
    new Date(Date.parse(date) + n * DAY_MS).toISOString().slice(0, 10);
  for (let start = from; ; start = after(start, days)) {
    const end = days === Infinity ? to : after(start, days - 1);
    yield { from: start, to: end < to ? end : to };
    if (end >= to) return;
  }
}
