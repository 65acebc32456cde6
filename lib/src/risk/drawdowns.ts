import { checkInteger, checkKeys } from "../core/index.js";
import { calendarDays, dateOf } from "./dates.js";
import type { Episode } from "./episodes.js";
import { type ReturnSample, type ReturnsLike, sampleOf } from "./sample.js";

/** One drawdown with its dates; dates are `null` and days `NaN` when the returns carry no dates. */
export interface Drawdown {
  /** Loss from peak to trough, a negative fraction. */
  readonly depth: number;
  /** Date of the peak; the first date when wealth falls from the start. */
  readonly start: string | null;
  /** Date of the lowest wealth. */
  readonly trough: string | null;
  /** Date on which the peak is reached again; `null` while open. */
  readonly end: string | null;
  /** Whether the peak is not reached again by the last date. */
  readonly open: boolean;
  /** Calendar days from start to end, or to the last date while open. */
  readonly days: number;
  /** Periods below the peak. */
  readonly periods: number;
}

/**
 * The deepest drawdowns of a series of simple returns, deepest first; they do not overlap.
 * A missing return counts as 0; the base of 1 before the first return counts as a peak.
 */
export function drawdowns(returns: Float64Array | ReturnsLike, options: { top?: number } = {}): Drawdown[] {
  checkKeys("risk.drawdowns", options, ["top"]);
  const top = checkInteger("risk.drawdowns", "top", options.top ?? 5, 1);
  return worstDrawdowns(sampleOf("risk.drawdowns", returns, {}), top);
}

export function worstDrawdowns(sample: ReturnSample, top: number): Drawdown[] {
  const worst = [...sample.episodes].sort((a, b) => a.depth - b.depth || a.peak - b.peak).slice(0, top);
  return worst.map((episode) => dated(sample, episode));
}

function dated({ time, returns }: ReturnSample, { peak, trough, recovery, depth }: Episode): Drawdown {
  return {
    depth,
    start: dateOf(time, Math.max(0, peak)),
    trough: dateOf(time, trough),
    end: dateOf(time, recovery),
    open: recovery < 0,
    days: calendarDays(time, peak, recovery),
    periods: (recovery < 0 ? returns.length : recovery) - peak - 1,
  };
}
