import { canonicalJson, checkKeys, record, sha256, toInstant } from "../core/index.js";
import {
  type ComputeOptions,
  computeEach,
  evaluate as evaluateFactors,
  type Factor,
  type FieldSource,
} from "../expr/index.js";
import { type Grouping, marketGrouping } from "./breakdown/grouping.js";
import { evaluateOn, type PriceData, priceData } from "./evaluateOn.js";
import type { FactorReport } from "./factorReport.js";
import { FactorReports } from "./factorReports.js";
import { namedFactors } from "./namedFactors.js";
import { IC_OPTION_KEYS, type IcOptions, type ResolvedOptions, resolveOptions } from "./options.js";

const WHO = "ic.evaluate";

/** How many factors are gone through: on how many threads, who is told, what stops it. */
type StreamOptions = Pick<ComputeOptions, "threads" | "onProgress" | "signal">;

export interface EvaluateOptions extends IcOptions, StreamOptions {
  /** Field of the prices behind the forward returns. Default `close` (adjusted). */
  price?: string;
  /**
   * Name of a grouping of the market, e.g. `sector`: adds IC and quantile returns by group and the group-neutral IC to
   * every horizon ({@link HorizonReport.groups}). Default none.
   */
  groups?: string;
}

/**
 * How good a factor is on a market: IC and rank IC per date, their means with Newey–West errors, quantile
 * returns, turnover and rank autocorrelation, by horizon, with a report of every observation that was lost.
 *
 * Forward return of horizon h at t = price[t + delay + h] / price[t + delay] − 1, in sessions, for every symbol with
 * a factor value and both prices. Nothing is winsorised or demeaned. Missing and infinite values are skipped.
 * Every factor counts as one trial of the current run.
 *
 * @param market a market, or any source of fields on one grid of dates × assets
 * @param factors one factor (gives a {@link FactorReport}) or a list (gives a comparison, {@link FactorReports})
 *
 * @example
 * const report = await ic.evaluate(market, momentum, { horizons: [1, 5, 21], quantiles: 5 });
 * report.metrics().rank_ic_mean_h21
 */
export function evaluate(
  market: FieldSource,
  factor: Factor,
  options?: EvaluateOptions,
): Promise<FactorReport>;
export function evaluate(
  market: FieldSource,
  factors: readonly Factor[],
  options?: EvaluateOptions,
): Promise<FactorReports>;
export async function evaluate(
  market: FieldSource,
  factors: Factor | readonly Factor[],
  options: EvaluateOptions = {},
): Promise<FactorReport | FactorReports> {
  checkKeys(WHO, options, [...IC_OPTION_KEYS, "price", "groups", "threads", "onProgress", "signal"]);
  const { price = "close", groups, threads, onProgress, signal, ...rest } = options;
  const resolved = resolveOptions(WHO, rest);
  const list = namedFactors(WHO, factors, { instead: "for values in a panel: ic.evaluatePanel" });
  const grouping = groups === undefined ? undefined : marketGrouping(market, groups);
  const stream = { threads, onProgress, signal };
  const reports = await evaluateAll(market, list, { ...resolved, price, grouping, stream });
  return Array.isArray(factors) ? new FactorReports(reports) : reports[0];
}

async function evaluateAll(
  market: FieldSource,
  factors: readonly Factor[],
  { stream, ...options }: ResolvedOptions & { price: string; grouping?: Grouping; stream: StreamOptions },
): Promise<FactorReport[]> {
  const { onProgress, ...compute } = stream;
  const price = pricesOf(market, { ...options, factors: factors.length });
  const reports: FactorReport[] = new Array(factors.length);
  let done = 0;
  for await (const { factor, index, panel } of computeEach(market, factors, compute)) {
    const { name, hash, formula } = factor;
    record((recorder) =>
      recorder.trial({ kind: "evaluation", name, hash: trialHash(hash, market, options) }),
    );
    const again = () => evaluateFactors(market, factor);
    reports[index] = evaluateOn({ panel, factor: { name, hash, formula }, again, market }, price, options);
    done++;
    onProgress?.({ done, total: factors.length, name });
  }
  return reports;
}

function pricesOf(
  market: FieldSource,
  options: ResolvedOptions & { price: string; factors: number },
): PriceData {
  const name = "name" in market && typeof market.name === "string" ? market.name : "";
  const { price: field, ...rest } = options;
  return priceData(market.panel(field), { name, fingerprint: market.fingerprint, field }, rest);
}

/** Everything that defines the variant: the expression, the data and how it was measured. */
function trialHash(
  factor: string,
  market: FieldSource,
  options: ResolvedOptions & { price: string },
): string {
  const { horizons, quantiles, delay, delisting, minNames, price } = options;
  const from = options.from === undefined ? null : toInstant(options.from);
  const to = options.to === undefined ? null : toInstant(options.to);
  const ends = delisting && { delisting };
  const measure = { horizons: [...horizons], quantiles, delay, ...ends, minNames, price, from, to };
  return sha256(canonicalJson({ factor, data: market.fingerprint, measure })).slice(0, 16);
}
