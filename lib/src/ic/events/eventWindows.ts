import type { Panel } from "../../core/index.js";
import type { ExpectedReturn } from "./eventData.js";
import type { EventLossReason, LostEvent } from "./eventLoss.js";
import { type Expectation, estimate } from "./expectedReturn.js";

/** The event window of one kept event. */
export interface EventWindow {
  readonly symbol: string;
  readonly date: string;
  /** Session of the event. */
  readonly row: number;
  readonly expected: Expectation;
  /** Abnormal return of each session of the window. */
  readonly abnormal: Float64Array;
  /** Benchmark's return of each. */
  readonly benchmark: Float64Array;
}

interface GivenEvent {
  readonly symbol: string;
  readonly instant: number;
  readonly date: string;
}

interface Data {
  readonly prices: Panel;
  /** Row-major returns per session of all symbols. */
  readonly returns: Float64Array;
  /** The benchmark's. */
  readonly benchmark: Float64Array;
}

interface Design {
  readonly before: number;
  readonly after: number;
  readonly model: ExpectedReturn;
  readonly length: number;
  readonly gap: number;
  readonly minimum: number;
}

/** The windows of all events that can be studied, and why the others cannot. */
export function collectEvents(
  events: readonly GivenEvent[],
  data: Data,
  design: Design,
): { windows: EventWindow[]; lost: LostEvent[] } {
  const windows: EventWindow[] = [];
  const lost: LostEvent[] = [];
  const seen = new Set<string>();
  for (const event of events) {
    const key = `${event.symbol}\n${event.instant}`;
    const found = seen.has(key) ? "repeated" : windowOf(event, data, design);
    if (typeof found === "string") lost.push({ symbol: event.symbol, date: event.date, reason: found });
    else {
      windows.push(found);
      seen.add(key);
    }
  }
  return { windows, lost };
}

function windowOf(event: GivenEvent, data: Data, design: Design): EventWindow | EventLossReason {
  const { time, assets } = data.prices;
  const column = assets.indexOf(event.symbol);
  if (column < 0) return "unknown symbol";
  const row = time.indexOf(event.instant);
  if (row < 0) return "no session";
  const start = row - design.before;
  if (start < 1 || row + design.after >= time.length) return "outside the data";
  const own = (t: number) => data.returns[t * assets.length + column];
  const size = design.before + design.after + 1;
  const returns = Float64Array.from({ length: size }, (_, k) => own(start + k));
  const benchmark = data.benchmark.slice(start, start + size);
  if (returns.some(Number.isNaN) || benchmark.some(Number.isNaN)) return "no bar in the window";
  const end = start - design.gap;
  const rows = Array.from({ length: design.length }, (_, k) => end - design.length + k).filter(
    (t) => t > 0 && !Number.isNaN(own(t)) && !Number.isNaN(data.benchmark[t]),
  );
  if (rows.length < design.minimum) return "short estimation";
  const expected = estimate(
    design.model,
    Float64Array.from(rows, own),
    Float64Array.from(rows, (t) => data.benchmark[t]),
  );
  if (!expected) return "short estimation";
  const abnormal = returns.map((r, k) => r - expected.alpha - expected.beta * benchmark[k]);
  return { symbol: event.symbol, date: event.date, row, expected, abnormal, benchmark };
}
