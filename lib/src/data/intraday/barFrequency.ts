import { checkOneOf } from "../../core/index.js";

/** Frequencies of bars within a session. */
export const BAR_FREQUENCIES = ["1m", "5m", "15m", "30m", "1h"] as const;

/** How long an intraday bar is. */
export type BarFrequency = (typeof BAR_FREQUENCIES)[number];

const MINUTES: Readonly<Record<BarFrequency, number>> = { "1m": 1, "5m": 5, "15m": 15, "30m": 30, "1h": 60 };

export const minutesOf = (frequency: BarFrequency): number => MINUTES[frequency];

export function checkBarFrequency(who: string, frequency: unknown): BarFrequency {
  return checkOneOf(who, "frequency", frequency, BAR_FREQUENCIES);
}
