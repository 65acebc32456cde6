import { checkInteger } from "../core/index.js";
import { type QuantileOptions, QuantilePortfolio } from "./quantilePortfolio.js";

/** A number of quantiles that waits for its sides: `.longShort()` or `.longOnly()`. */
export interface QuantileChoice {
  readonly quantiles: number;
  /** Long the highest quantile, short the lowest, half of the gross exposure each. */
  longShort(options?: QuantileOptions): QuantilePortfolio;
  /** Long the highest quantile with all of the gross exposure. */
  longOnly(options?: QuantileOptions): QuantilePortfolio;
}

/**
 * Sort the assets of each date into quantiles of the factor, 1 the lowest (pandas `qcut`; ties share a quantile),
 * equal weights inside a quantile.
 *
 * @param n number of quantiles, 2 to 100
 * @example portfolio.quantiles(5).longShort()
 * @example portfolio.quantiles(10).longOnly({ maxWeight: 0.02, minNames: 50 })
 */
export function quantiles(n: number): QuantileChoice {
  checkInteger("portfolio.quantiles", "n", n, 2);
  checkInteger("portfolio.quantiles", "100 - n", 100 - n, 0, "at most 100 quantiles");
  return Object.freeze({
    quantiles: n,
    longShort: (options?: QuantileOptions) => QuantilePortfolio.of(n, "long-short", options),
    longOnly: (options?: QuantileOptions) => QuantilePortfolio.of(n, "long-only", options),
  });
}
