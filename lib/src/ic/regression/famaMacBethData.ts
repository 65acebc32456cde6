import type { TimeIndex } from "../../core/index.js";
import type { MeanInference } from "../meanInference.js";
import type { RegressorScale } from "./crossSection.js";

/** What a factor earned beside the others. */
export interface Premium {
  /** `intercept`, or the name of the factor. */
  readonly name: string;
  /**
   * Mean over dates of the slopes: return over the horizon, a fraction, for one unit more of the scaled factor (one standard
   * deviation, or from the lowest to the highest rank).
   */
  readonly mean: number;
  /** Tests of a zero mean side by side. */
  readonly inference: MeanInference;
  /** One slope per date; `NaN` for a date without a regression. */
  readonly slopes: Float64Array;
}

/** The plain data of a Fama–MacBeth regression. */
export interface FamaMacBethData {
  /** Intercept first, then one per factor. */
  readonly coefficients: readonly Premium[];
  /** The dates of the regressions. */
  readonly time: TimeIndex;
  /** Per date: R² of the regression. */
  readonly rSquared: Float64Array;
  /** Per date: symbols with a forward return and every factor. */
  readonly names: Int32Array;
  /** Horizon of the forward returns, sessions. */
  readonly horizon: number;
  /** Sessions from the factor's date to the entry of the forward return. */
  readonly delay: number;
  /** How the factors were scaled on each date. */
  readonly scale: RegressorScale;
  /** Dates without a regression because of too few names. */
  readonly tooFew: number;
  /** Dates without a regression because factors were constant or a combination of each other. */
  readonly collinear: number;
  /** Name of the market, empty when it has none. */
  readonly market: string;
}

/** Dates with a regression, their mean R² and their mean number of names. */
export function regressed({ rSquared, names, coefficients }: FamaMacBethData) {
  const used = Array.from(coefficients[0].slopes.keys()).filter(
    (i) => !Number.isNaN(coefficients[0].slopes[i]),
  );
  const average = (values: ArrayLike<number>) => used.reduce((sum, i) => sum + values[i], 0) / used.length;
  return { dates: used.length, rSquared: average(rSquared), names: average(names) };
}
