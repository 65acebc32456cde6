import { fail, type Panel } from "../../core/index.js";
import type { ReturnsLike } from "../../risk/index.js";

/** Simple return of each session over the one before, row-major; `NaN` where either price is missing. */
export function sessionReturns({ values, assets }: Panel): Float64Array {
  const width = assets.length;
  const out = new Float64Array(values.length).fill(Number.NaN);
  for (let i = width; i < values.length; i++) {
    const from = values[i - width];
    const to = values[i];
    if (from > 0 && to > 0 && from < Infinity && to < Infinity) out[i] = to / from - 1;
  }
  return out;
}

/** The benchmark's return of each session: as given, by date, or the mean over symbols. */
export function benchmarkReturns(
  who: string,
  returns: Float64Array,
  { time, assets }: Panel,
  given: ReturnsLike | undefined,
): { returns: Float64Array; name: string } {
  if (!given) return { returns: equalWeighted(returns, assets.length), name: "equal-weighted market" };
  if (!given.time || given.time.length !== given.returns.length) {
    fail(who, "benchmark must have one date per return", { fix: "{ returns, time: TimeIndex.of(dates) }" });
  }
  const byInstant = new Map(Array.from(given.time.instants, (instant, i) => [instant, given.returns[i]]));
  const aligned = Float64Array.from(time.instants, (instant) => byInstant.get(instant) ?? Number.NaN);
  return { returns: aligned, name: given.name || "given benchmark" };
}

function equalWeighted(returns: Float64Array, width: number): Float64Array {
  return Float64Array.from({ length: returns.length / width }, (_, row) => {
    let total = 0;
    let n = 0;
    for (let i = row * width; i < (row + 1) * width; i++) {
      if (Number.isNaN(returns[i])) continue;
      total += returns[i];
      n++;
    }
    return total / n;
  });
}
