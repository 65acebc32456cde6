import { fail } from "../core/index.js";
import { evaluate, type Factor, type FieldSource } from "../expr/index.js";

/** A market that can be cut off: what was known at the close of a date, with later corporate actions unknown. */
export interface Truncatable extends FieldSource {
  asOf(date: string): FieldSource;
}

export interface CausalityOptions {
  /** How many cut-off dates are tried, spread over the span. Default 6. */
  cuts?: number;
  /** Largest relative difference that counts as equal. Default 0: bit for bit. */
  tolerance?: number;
}

/**
 * Prove a factor causal on a market: evaluate it on the whole history and again on histories cut off at several
 * dates; every value up to a cut must be the same without the future. An error names the first value that changed.
 */
export function expectCausal(market: Truncatable, factor: Factor, options: CausalityOptions = {}): void {
  const { cuts = 6, tolerance = 0 } = options;
  const whole = evaluate(market, factor);
  const rows = market.time.length;
  for (let cut = 1; cut <= cuts; cut++) {
    const row = Math.floor((rows * cut) / (cuts + 1));
    const date = market.time.label(row);
    const known = evaluate(market.asOf(date), factor).reindex(market.time.slice(0, row + 1), market.assets);
    compare(factor, date, { whole: whole.values, known: known.values, tolerance }, (at) => ({
      date: market.time.label(Math.floor(at / market.assets.length)),
      symbol: market.assets.symbols[at % market.assets.length],
    }));
  }
}

function compare(
  factor: Factor,
  cut: string,
  { whole, known, tolerance }: { whole: Float64Array; known: Float64Array; tolerance: number },
  where: (at: number) => { date: string; symbol: string },
): void {
  for (let at = 0; at < known.length; at++) {
    const a = whole[at];
    const b = known[at];
    if (Number.isNaN(a) && Number.isNaN(b)) continue;
    if (Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b))) continue;
    const { date, symbol } = where(at);
    fail("factors.expectCausal", `${factor.name} must not change when the future after ${cut} is removed`, {
      received: { date, symbol, withFuture: a, withoutFuture: b },
      fix: "the value uses later data",
    });
  }
}
