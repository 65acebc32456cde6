import type { DateLike } from "../../core/index.js";
import type { EventLoss } from "./eventLoss.js";
import type { EventTest } from "./eventTest.js";

/** Something that happened to a symbol. */
export interface MarketEvent {
  readonly symbol: string;
  /** The session whose return is the first to know of it: for news after the close, the next session. */
  readonly date: DateLike;
}

/** How the return without the event is estimated, from the sessions before the event window only. */
export type ExpectedReturn = "market model" | "market adjusted" | "mean adjusted";

/** The benchmark that was estimated for one event. */
export interface EstimatedEvent {
  readonly symbol: string;
  readonly date: string;
  /** Return per session without the benchmark, a fraction; 0 when market adjusted. */
  readonly alpha: number;
  /** Exposure to the benchmark; 1 when market adjusted, 0 when mean adjusted. */
  readonly beta: number;
  /** Standard deviation of the residuals per session, a fraction. */
  readonly residualStd: number;
  /** Sessions that it was estimated from. */
  readonly sessions: number;
}

/** The plain data of an event study. */
export interface EventStudyData {
  /** Sessions relative to the event: −before to after. */
  readonly days: Int32Array;
  /** Per day: mean abnormal return and its tests. */
  readonly daily: readonly EventTest[];
  /** Per day: mean abnormal return added up from the first day, and its tests. */
  readonly cumulative: readonly EventTest[];
  /** Row-major kept events × days: abnormal returns, fractions. */
  readonly abnormal: Float64Array;
  /** The kept events, in the order given. */
  readonly events: readonly EstimatedEvent[];
  /** What return was expected without the event. */
  readonly model: ExpectedReturn;
  /** What the benchmark is. */
  readonly benchmark: string;
  /** Which events fell out and why. */
  readonly loss: EventLoss;
  /** Name of the market, empty when it has none. */
  readonly market: string;
}
