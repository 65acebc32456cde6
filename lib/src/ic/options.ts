import { checkInteger, checkKeys, type DateLike, fail } from "../core/index.js";
import { checkDelisting, type Delisting } from "../data/index.js";

/** What every evaluation needs to know; dates and fields come on top in `EvaluateOptions`. */
export interface IcOptions {
  /** Sessions of the forward returns, each at least 1. Default [1, 5, 21]. */
  horizons?: readonly number[];
  /** Number of quantile buckets, 2 to 100. Default 5. */
  quantiles?: number;
  /** Sessions between the date of the factor and the entry of the forward return. Default 0 (entry at the same close). */
  delay?: number;
  /**
   * Forward returns that end after the last price of a delisted symbol: that price and this return. Default: missing, and counted
   * as `delisted` in the loss report; leaving out who failed flatters a factor that likes them.
   */
  delisting?: Delisting;
  /** Names with both values that a date needs to count. Default 2, the fewest a correlation is defined for. */
  minNames?: number;
  /** First date whose factor values are used. Default: the first of the data. */
  from?: DateLike;
  /** Last date whose factor values are used (their forward returns end later). Default: the last of the data. */
  to?: DateLike;
}

/** Options with every default filled in; horizons ascending. */
export interface ResolvedOptions {
  readonly horizons: readonly number[];
  readonly quantiles: number;
  readonly delay: number;
  readonly delisting?: Required<Delisting>;
  readonly minNames: number;
  readonly from?: DateLike;
  readonly to?: DateLike;
}

export const IC_OPTION_KEYS = [
  "horizons",
  "quantiles",
  "delay",
  "delisting",
  "minNames",
  "from",
  "to",
] as const;

/** Check options and fill in the defaults. */
export function resolveOptions(who: string, options: IcOptions): ResolvedOptions {
  checkKeys(who, options, IC_OPTION_KEYS);
  const { quantiles = 5, delay = 0, minNames = 2, from, to } = options;
  checkInteger(who, "quantiles", quantiles, 2, "5 is usual");
  if (quantiles > 100) fail(who, "quantiles must be at most 100", { received: quantiles });
  checkInteger(who, "delay", delay, 0, "an entry in the past is not possible");
  checkInteger(who, "minNames", minNames, 2, "a correlation of fewer than two names is not defined");
  return {
    horizons: checkHorizons(who, options.horizons ?? [1, 5, 21]),
    quantiles,
    delay,
    ...(options.delisting && { delisting: checkDelisting(who, options.delisting) }),
    minNames,
    from,
    to,
  };
}

function checkHorizons(who: string, horizons: unknown): number[] {
  if (!Array.isArray(horizons) || horizons.length === 0) {
    fail(who, "horizons must be a list of at least one number of sessions", {
      received: horizons,
      fix: "for example horizons: [1, 5, 21]",
    });
  }
  const sorted = horizons
    .map((h: unknown) => checkInteger(who, "each of horizons", h, 1, "sessions ahead"))
    .sort((a, b) => a - b);
  const twice = sorted.find((h, i) => h === sorted[i - 1]);
  if (twice !== undefined) fail(who, "horizons must be distinct", { received: twice });
  return sorted;
}
