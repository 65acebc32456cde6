import type { Panel } from "../../core/index.js";
import type { Delisting } from "../../data/index.js";
import { exitPrices } from "../exitPrices.js";
import { fillForwardReturns } from "../forwardReturns.js";
import { rankCorrelations } from "../rankCorrelations.js";
import { orderRows } from "../rowOrder.js";
import type { Span } from "../span.js";

export interface CurveInput {
  readonly factor: Panel;
  readonly price: Panel;
  readonly span: Span;
  /** Sessions between the date of the factor and the entry. */
  readonly delay: number;
  readonly delisting?: Required<Delisting>;
  readonly minNames: number;
}

/** Rank IC per evaluated date with the return over `horizon` sessions, entered `lag` sessions later than the delay. */
export type RankIcAt = (horizon: number, lag: number) => Float64Array;

/**
 * Rank ICs at many horizons and lags. The factor is sorted once, and so are the returns of each horizon, whatever the
 * lag; the ranks of the names that have both are taken out of the two orders.
 */
export function decayCurves(input: CurveInput): RankIcAt {
  const { factor, price, span, delay, delisting, minNames } = input;
  const width = price.assets.length;
  const own = orderRows(factor.values.subarray(span.start * width, span.end * width), width);
  const returns = new Float64Array(price.values.length);
  const exits = delisting && exitPrices(price, delisting);
  let known = 0;
  let side = own;
  return (horizon, lag) => {
    if (horizon !== known) {
      fillForwardReturns(price, { horizon, delay: 0, exits }, returns);
      side = orderRows(returns, width);
      known = horizon;
    }
    return rankCorrelations(own, side, { start: span.start + delay + lag, width, minNames });
  };
}
