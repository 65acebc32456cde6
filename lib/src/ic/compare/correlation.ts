import { checkInteger, checkKeys, checkNumber, type DateLike } from "../../core/index.js";
import type { Factor, FieldSource } from "../../expr/index.js";
import { namedFactors } from "../namedFactors.js";
import { spanOf } from "../span.js";
import { clusterFactors } from "./clusterFactors.js";
import { FactorCorrelation } from "./factorCorrelation.js";
import { meanRankCorrelations } from "./meanRankCorrelations.js";

export interface CorrelationOptions {
  /** First date that counts. Default: the first of the data. */
  from?: DateLike;
  /** Last date that counts. Default: the last of the data. */
  to?: DateLike;
  /** One date out of so many counts: with 5 it takes a fifth of the time and says nearly the same. Default 1. */
  every?: number;
  /** Names with both values that a date needs to count for a pair. Default 2. */
  minNames?: number;
  /** Factors whose |ρ| is at least this, on average between the two groups that are joined, form one cluster. Default 0.5. */
  clusterAt?: number;
}

/**
 * How much factors say the same: per pair the mean over dates of the correlation of their ranks across symbols, and
 * clusters of alike factors (average linkage on 1 − |ρ|).
 *
 * Each factor is ranked once per date among all its values; a pair is correlated over the names that have both. Where
 * two factors cover the same names this is Spearman's correlation. Ranks are kept in two bytes each; beyond half a
 * gigabyte of them the dates are done in parts, for each of which the factors are evaluated again. No return is looked
 * at, so this counts as no trial.
 *
 * @example
 * const list = factors.set("alpha158").map(({ factor }) => factor);
 * const alike = await ic.correlation(market, list);
 * alike.pairs(0.9) // pairs that are nearly one factor
 */
export async function correlation(
  market: FieldSource,
  factors: readonly Factor[],
  options: CorrelationOptions = {},
): Promise<FactorCorrelation> {
  const who = "ic.correlation";
  checkKeys(who, options, ["from", "to", "every", "minNames", "clusterAt"]);
  const { every = 1, minNames = 2, clusterAt = 0.5 } = options;
  checkInteger(who, "every", every, 1);
  checkInteger(who, "minNames", minNames, 2, "a correlation of fewer than two names is not defined");
  checkNumber(who, "clusterAt", clusterAt, { min: 0, max: 1 });
  const names = namedFactors(who, factors, { least: 2 }).map(({ name }) => name);
  const span = spanOf(market.time, options);
  const { values, dates } = await meanRankCorrelations(market, factors, { span, every, minNames });
  return new FactorCorrelation({
    names,
    values,
    dates,
    ...clusterFactors(values, names.length, clusterAt),
    clusterAt,
    from: market.time.label(span.start),
    to: market.time.label(span.end - 1),
    market: "name" in market && typeof market.name === "string" ? market.name : "",
  });
}
