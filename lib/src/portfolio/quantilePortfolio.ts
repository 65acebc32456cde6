import { checkInteger, checkKeys, checkNumber, Panel, quantileBuckets, showsItself } from "../core/index.js";
import type { PortfolioRule } from "./rule.js";

export interface QuantileOptions {
  /** Sum of absolute weights, a multiple of equity. Default 1: long-short is then 0.5 long and 0.5 short. */
  gross?: number;
  /** Factor values a date needs, else there is no position on it. Default: as many as quantiles. */
  minNames?: number;
  /** Largest absolute weight of one asset, a fraction of equity; what is cut stays in cash. Default no cap. */
  maxWeight?: number;
}

export type Sides = "long-only" | "long-short";

/**
 * Equal weights inside the highest (and the lowest) quantile of the factor.
 *
 * An asset without a factor value gets no position. A date with fewer values than `minNames`, or on which ties leave
 * less than two quantiles, gets no position at all. Where ties merge some of the quantiles, the lowest and the
 * highest that remain are used.
 */
export class QuantilePortfolio implements PortfolioRule {
  private constructor(
    /** Number of buckets per date. */
    readonly quantiles: number,
    /** Which buckets are held: the top one long, or also the bottom one short. */
    readonly sides: Sides,
    /** Sum of the absolute weights, in units of the capital. */
    readonly gross: number,
    /** Dates with fewer names than this hold nothing. */
    readonly minNames: number,
    /** `Infinity` when there is no cap. */
    readonly maxWeight: number,
  ) {}

  static of(quantiles: number, sides: Sides, options: QuantileOptions = {}): QuantilePortfolio {
    const who = `portfolio.quantiles.${sides === "long-only" ? "longOnly" : "longShort"}`;
    checkKeys(who, options, ["gross", "minNames", "maxWeight"]);
    const { gross = 1, minNames = quantiles, maxWeight } = options;
    checkNumber(who, "gross", gross, { min: Number.MIN_VALUE });
    checkInteger(who, "minNames", minNames, 2);
    if (maxWeight !== undefined) checkNumber(who, "maxWeight", maxWeight, { min: Number.MIN_VALUE });
    return new QuantilePortfolio(quantiles, sides, gross, minNames, maxWeight ?? Infinity);
  }

  get name(): string {
    const what = this.sides === "long-only" ? "long the highest" : "long the highest, short the lowest";
    const cap = Number.isFinite(this.maxWeight) ? `, at most ${this.maxWeight} each` : "";
    return `${what} of ${this.quantiles} quantiles, gross ${this.gross}${cap}`;
  }

  weights(factor: Panel): Panel {
    const [dates, width] = factor.shape;
    const out = new Float64Array(dates * width);
    const buckets = new Int8Array(width);
    for (let i = 0; i < dates; i++)
      this.weigh(factor.row(i), buckets, out.subarray(i * width, (i + 1) * width));
    return Panel.of(factor.time, factor.assets, out, { name: "weight", unit: "fraction of equity" });
  }

  toJSON(): Readonly<Record<string, string | number | null>> {
    const { quantiles, sides, gross, minNames, maxWeight } = this;
    return {
      kind: "quantiles",
      quantiles,
      sides,
      gross,
      minNames,
      maxWeight: Number.isFinite(maxWeight) ? maxWeight : null,
    };
  }

  toText(): string {
    return `Portfolio: ${this.name}; needs ${this.minNames} values a date`;
  }

  toHtml(): string {
    return `<p>${this.toText()}</p>`;
  }

  private weigh(values: Float64Array, buckets: Int8Array, out: Float64Array): void {
    const top = quantileBuckets(values, this.quantiles, buckets);
    let names = 0;
    let highest = 0;
    let lowest = 0;
    for (let j = 0; j < buckets.length; j++) {
      if (buckets[j] > 0) names++;
      if (buckets[j] === top) highest++;
      if (buckets[j] === 1) lowest++;
    }
    if (top < 2 || names < this.minNames) return;
    const short = this.sides === "long-short";
    const side = short ? this.gross / 2 : this.gross;
    const long = Math.min(side / highest, this.maxWeight);
    const under = short ? -Math.min(side / lowest, this.maxWeight) : 0;
    for (let j = 0; j < buckets.length; j++)
      out[j] = buckets[j] === top ? long : buckets[j] === 1 ? under : 0;
  }
}
showsItself(QuantilePortfolio);
