import type { SessionCalendar } from "../calendar/sessionCalendar.js";
import type { DateSpan } from "../dateSpan.js";
import type { BarFrequency } from "./barFrequency.js";

/** Called with the columns of a run of rows, in the order of time. */
export type BarScanner = (columns: readonly (Float64Array | Int32Array)[], rows: number) => void;

/** What is read of bars to make something else of them. */
export interface ReadableBars {
  readonly name: string;
  readonly frequency: BarFrequency;
  readonly span: DateSpan;
  readonly calendar: SessionCalendar;
  symbols(): Promise<string[]>;
  each(symbols: readonly string[], select: string, scan: (symbol: number) => BarScanner): Promise<void>;
}
