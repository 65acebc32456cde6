import { DAY_MS } from "../../core/index.js";
import type { EventField } from "./eventField.js";

/** The events of one symbol, or of no symbol, in the order of known time. */
export interface Stream {
  readonly known: Float64Array;
  /** Per event; for texts, a number per different text. `NaN` is missing. Empty where the field has no column. */
  readonly values: Float64Array;
}

/** Where the values of one symbol go: `out[offset + row * stride]`. */
export interface Target {
  readonly out: Float64Array;
  readonly offset: number;
  readonly stride: number;
}

/** The value of the newest event, or its age in whole days, at each decision; other cells are left as they are. */
export function joinNewest(
  { known, values }: Stream,
  { take, days = Infinity }: EventField,
  decisions: Float64Array,
  { out, offset, stride }: Target,
): void {
  let end = 0;
  for (let row = 0; row < decisions.length; row++) {
    while (end < known.length && known[end] <= decisions[row]) end++;
    if (end === 0) continue;
    const age = decisions[row] - known[end - 1];
    if (age > days * DAY_MS) continue;
    out[offset + row * stride] = take === "age" ? Math.floor(age / DAY_MS) : values[end - 1];
  }
}

/**
 * A statistic of the events with from < known ≤ decision, at each decision whose window lies inside the coverage. Computed
 * from the window's own values each time one enters or leaves, so that none leaves a rounding error behind.
 */
export function joinWindow(
  { known, values }: Stream,
  { take, column, days, sessions = 0 }: EventField,
  {
    decisions,
    coverage,
  }: { decisions: Float64Array; coverage: { readonly from: number; readonly to: number } },
  { out, offset, stride }: Target,
): void {
  let [start, end] = [0, 0];
  let value = Number.NaN;
  for (let row = 0; row < decisions.length; row++) {
    const decision = decisions[row];
    const from =
      days !== undefined
        ? decision - days * DAY_MS
        : row >= sessions
          ? decisions[row - sessions]
          : Number.NaN;
    if (!(from >= coverage.from && decision <= coverage.to)) continue;
    const [before, until] = [start, end];
    while (end < known.length && known[end] <= decision) end++;
    while (start < end && known[start] <= from) start++;
    if (start !== before || end !== until || Number.isNaN(value)) {
      value = statistic(take, column === undefined ? undefined : values.subarray(start, end), end - start);
    }
    out[offset + row * stride] = value;
  }
}

function statistic(take: EventField["take"], values: Float64Array | undefined, events: number): number {
  if (values === undefined) return events;
  let [sum, present] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    sum += values[i];
    present++;
  }
  if (take === "count") return present;
  if (take === "sum") return sum;
  if (take === "mean") return present === 0 ? Number.NaN : sum / present;
  return new Set(values.filter((value) => !Number.isNaN(value))).size;
}
