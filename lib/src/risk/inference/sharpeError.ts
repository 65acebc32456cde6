import { checkInteger, checkKeys, checkOneOf, fail, mean, neweyWest, std } from "../../core/index.js";
import {
  estimateOf,
  SHARPE_OPTIONS,
  type SharpeEstimate,
  type SharpeInput,
  type SharpeOptions,
} from "./estimate.js";

const METHODS = ["moments", "normal", "newey-west"] as const;

export interface SharpeErrorOptions extends SharpeOptions {
  /**
   * `moments` (default): independent returns of any distribution, by their skewness and kurtosis (Mertens 2002).
   * `normal`: independent normal returns (Lo 2002). `newey-west`: serially dependent returns (Lo 2002, GMM).
   */
  method?: (typeof METHODS)[number];
  /** Autocovariance lags of `newey-west`, in periods. Default ⌊4 (n / 100)^(2/9)⌋. */
  lags?: number;
}

/**
 * Standard error of a Sharpe ratio, per √year like the ratio itself.
 *
 * Independent returns: √((1 − γ₃ S + (γ₄ − 1)/4 · S²) / (n − 1)) with S per period, γ₃ skewness and γ₄ kurtosis (3 when
 * normal), as in Bailey & López de Prado 2012. Dependent returns: the Newey–West error of the mean of the
 * influence function z − S/2 · (z² − 1), z the standardised return. `NaN` for fewer than two or constant returns.
 *
 * @example sharpeError({ sharpe: 0.458, n: 24 }) // per month
 * @throws when `newey-west` is asked for without returns, or an option is unknown or out of range
 */
export function sharpeError(input: SharpeInput, options: SharpeErrorOptions = {}): number {
  const who = "risk.sharpeError";
  checkKeys(who, options, [...SHARPE_OPTIONS, "method", "lags"]);
  const { method: chosen, lags, ...conventions } = options;
  const method = checkOneOf(who, "method", chosen ?? "moments", METHODS);
  const estimate = estimateOf(who, input, conventions);
  const scale = Math.sqrt(estimate.periodsPerYear);
  if (method !== "newey-west") {
    if (lags !== undefined) fail(who, "lags belong to the method newey-west", { received: method });
    const shape = method === "normal" ? { skewness: 0, excessKurtosis: 0 } : {};
    return errorOf({ ...estimate, ...shape }) * scale;
  }
  if (!estimate.excess) fail(who, "newey-west needs the returns, not reported numbers");
  return dependentError(estimate.excess, lagsOf(who, lags, estimate.n)) * scale;
}

/** Standard error per period for independent returns. */
export function errorOf({ sharpe, n, skewness, excessKurtosis }: SharpeEstimate): number {
  const variance = 1 - skewness * sharpe + ((excessKurtosis + 2) / 4) * sharpe ** 2;
  return n >= 2 && variance > 0 ? Math.sqrt(variance / (n - 1)) : Number.NaN;
}

export function lagsOf(who: string, lags: number | undefined, n: number): number {
  return checkInteger(who, "lags", lags ?? Math.floor(4 * (n / 100) ** (2 / 9)), 0);
}

function dependentError(excess: Float64Array, lags: number): number {
  const center = mean(excess);
  const deviation = std(excess, 0);
  if (!(deviation > 0)) return Number.NaN;
  const sharpe = center / deviation;
  const influence = excess.map((r) => {
    const z = (r - center) / deviation;
    return z - (sharpe / 2) * (z * z - 1);
  });
  return neweyWest(influence, lags).se;
}
