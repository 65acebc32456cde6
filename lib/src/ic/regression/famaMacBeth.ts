import {
  canonicalJson,
  checkInteger,
  checkKeys,
  checkOneOf,
  type DateLike,
  record,
  sha256,
} from "../../core/index.js";
import { checkDelisting, type Delisting } from "../../data/index.js";
import { evaluate, type Factor, type FieldSource } from "../../expr/index.js";
import { exitPrices } from "../exitPrices.js";
import { fillForwardReturns } from "../forwardReturns.js";
import { meanInference } from "../meanInference.js";
import { namedFactors } from "../namedFactors.js";
import { spanOf } from "../span.js";
import { CrossSection, type RegressorScale } from "./crossSection.js";
import { FamaMacBeth } from "./famaMacBethResult.js";

export interface FamaMacBethOptions {
  /** Sessions of the forward return. */
  horizon: number;
  /** Sessions between the date of the factors and the entry of the forward return. Default 0. */
  delay?: number;
  /** Field of the prices behind the forward returns. Default `close` (adjusted). */
  price?: string;
  /** Forward returns that end after the last price of a delisted symbol. Default: missing. */
  delisting?: Delisting;
  /**
   * How each factor enters, per date over the names of the regression: `zscore` (default) less the mean over the
   * standard deviation (ddof 1), `rank` average ranks spread from −½ to ½, `raw` as it is. Nothing is winsorised: say
   * `factor.winsorize(…)` for that.
   */
  scale?: RegressorScale;
  /** Complete names that a date needs. Default 10, and at least two more than factors. */
  minNames?: number;
  /** First date whose factor values are used. Default: the first of the data. */
  from?: DateLike;
  /** Last date whose factor values are used. Default: the last of the data. */
  to?: DateLike;
}

const SCALES = ["zscore", "rank", "raw"] as const;
const KEYS = ["horizon", "delay", "delisting", "price", "scale", "minNames", "from", "to"];

/**
 * What several factors earn beside each other (Fama & MacBeth 1973): on each date the forward returns of all symbols are
 * regressed on the factors and an intercept; a factor's premium is the mean over dates of its slopes. Forward returns of
 * consecutive dates overlap and so do their slopes: every mean comes with the tests of `meanInference`, of which Newey–West
 * has horizon − 1 lags.
 *
 * A symbol counts on a date when it has a forward return and every factor. Dates with too few names, or on which the
 * factors are collinear or constant, have no slopes and are counted. One regression is one trial of the current run.
 *
 * @param factors one or more, all in one regression; their panels are in memory together
 * @example
 * const fit = ic.famaMacBeth(market, [momentum, illiquid], { horizon: 21 });
 * fit.of("amihud_21").mean // fraction per 21 sessions for one standard deviation more
 */
export function famaMacBeth(
  market: FieldSource,
  factors: readonly Factor[],
  options: FamaMacBethOptions,
): FamaMacBeth {
  const who = "ic.famaMacBeth";
  checkKeys(who, options, KEYS);
  const names = namedFactors(who, factors).map(({ name }) => name);
  const { horizon, delay = 0, price = "close" } = options;
  checkInteger(who, "horizon", horizon, 1, "sessions of the forward return");
  checkInteger(who, "delay", delay, 0, "an entry in the past is not possible");
  const scale = checkOneOf(who, "scale", options.scale ?? "zscore", SCALES);
  const minNames = Math.max(
    checkInteger(who, "minNames", options.minNames ?? 10, 3, "more names than coefficients"),
    factors.length + 2,
  );
  const prices = market.panel(price);
  const span = spanOf(prices.time, options);
  const forward = new Float64Array(prices.values.length);
  const exits = options.delisting && exitPrices(prices, checkDelisting(who, options.delisting));
  fillForwardReturns(prices, { horizon, delay, exits }, forward);
  const panels = evaluate(market, factors).map(({ values }) => values);
  recordTrial(market, factors, options);
  const section = new CrossSection(forward, panels, { width: prices.assets.length, scale, minNames });
  for (let row = span.start; row < span.end; row++) section.add(row);
  return new FamaMacBeth({
    coefficients: ["intercept", ...names].map((name, k) => {
      const slopes = section.coefficients(k);
      const inference = meanInference(slopes, horizon);
      return { name, mean: inference.mean, inference, slopes };
    }),
    time: prices.time.slice(span.start, span.end),
    rSquared: Float64Array.from(section.rSquared),
    names: Int32Array.from(section.names),
    horizon,
    delay,
    scale,
    tooFew: section.tooFew,
    collinear: section.collinear,
    market: "name" in market && typeof market.name === "string" ? market.name : "",
  });
}

function recordTrial(market: FieldSource, factors: readonly Factor[], options: FamaMacBethOptions): void {
  const variant = { famaMacBeth: factors.map(({ hash }) => hash), data: market.fingerprint, options };
  const name = `Fama–MacBeth ${factors.map((factor) => factor.name).join(" + ")}`;
  const hash = sha256(canonicalJson(JSON.parse(JSON.stringify(variant)))).slice(0, 16);
  record((recorder) => recorder.trial({ kind: "evaluation", name, hash }));
}
