import { type DateLike, fail, type TimeIndex } from "../core/index.js";

/** Rows `start` (inclusive) to `end` (exclusive). */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The rows from `from` to `to`, both included; an empty span is an error that says what the data has. */
export function spanOf(time: TimeIndex, { from, to }: { from?: DateLike; to?: DateLike }): Span {
  const start = from === undefined ? 0 : time.lowerBound(from);
  const end = to === undefined ? time.length : time.upperBound(to);
  if (end <= start) {
    fail("ic.evaluate", "there is no session between from and to", {
      received: { from, to },
      fix:
        time.length > 0
          ? `the data covers ${time.label(0)} to ${time.label(time.length - 1)}`
          : "the data is empty",
    });
  }
  return { start, end };
}
