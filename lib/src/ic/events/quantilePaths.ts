import { checkInteger, checkKeys, mean, record, sha256 } from "../../core/index.js";
import { evaluate, type Factor, type FieldSource } from "../../expr/index.js";
import { meanInference } from "../meanInference.js";
import { type IcOptions, resolveOptions } from "../options.js";
import { column } from "../quantileReturns.js";
import { spanOf } from "../span.js";
import { pathsByDate } from "./pathsByDate.js";
import { QuantilePaths } from "./quantilePathsResult.js";

export interface QuantilePathsOptions extends Pick<IcOptions, "quantiles" | "minNames" | "from" | "to"> {
  /** Sessions before the date of the factor. Default 10. */
  before?: number;
  /** Sessions after it. Default 20. */
  after?: number;
  /** Less the mean of all symbols of the date. Default true. */
  demeaned?: boolean;
  /** Field of the prices. Default `close` (adjusted). */
  price?: string;
}

const WHO = "ic.quantilePaths";
const KEYS = ["before", "after", "quantiles", "demeaned", "minNames", "price", "from", "to"];

/**
 * How the prices of each factor quantile move around the date of the factor: what they did before (is it a reversal, is it
 * momentum?) and when the return after it comes. The return from the close of that date t to day k is
 * price[t + k] / price[t] − 1, also for the days before it; per date the mean over the symbols of a quantile that have
 * both prices, then the mean over dates.
 *
 * Quantiles are those of `ic.evaluate`, among the symbols with a factor value and a price at t. Counts as one trial.
 *
 * @example ic.quantilePaths(market, momentum, { before: 21, after: 21 })
 */
export function quantilePaths(
  market: FieldSource,
  factor: Factor,
  options: QuantilePathsOptions = {},
): QuantilePaths {
  checkKeys(WHO, options, KEYS);
  const { before = 10, after = 20, demeaned = true, price: field = "close", ...rest } = options;
  checkInteger(WHO, "before", before, 0);
  checkInteger(WHO, "after", after, 1);
  const { quantiles, minNames, from, to } = resolveOptions(WHO, { ...rest, horizons: [after] });
  const price = market.panel(field);
  const span = spanOf(price.time, { from, to });
  const values = evaluate(market, factor);
  recordTrial(market, factor, options);
  const design = { before, after, quantiles, demeaned, minNames };
  const { paths, dates } = pathsByDate({ factor: values, price, span, ...design });
  const days = before + after + 1;
  const spread = paths[quantiles - 1].map((top, i) => top - paths[0][i]);
  return new QuantilePaths({
    factor: factor.name,
    market: "name" in market && typeof market.name === "string" ? market.name : "",
    from: price.time.label(span.start),
    to: price.time.label(span.end - 1),
    days: Int32Array.from({ length: days }, (_, k) => k - before),
    quantiles,
    demeaned,
    means: paths.map((path) => Float64Array.from({ length: days }, (_, k) => mean(column(path, k, days)))),
    spread: Array.from({ length: days }, (_, k) =>
      meanInference(column(spread, k, days), Math.max(1, Math.abs(k - before))),
    ),
    dates,
  });
}

function recordTrial(market: FieldSource, factor: Factor, options: QuantilePathsOptions): void {
  record((recorder) => {
    const variant = JSON.stringify([factor.hash, market.fingerprint, options]);
    const hash = sha256(`paths ${variant}`).slice(0, 16);
    recorder.trial({ kind: "evaluation", name: `paths of ${factor.name}`, hash });
  });
}
