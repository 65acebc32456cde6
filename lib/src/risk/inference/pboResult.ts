import { formatNumber, mean, type Showable, showsItself } from "../../core/index.js";
import { type Figure, histogram, KpiCards, Sheet } from "../../plot/index.js";
import type { Splits } from "./pboSplits.js";
import {
  degradationOf,
  dominanceOf,
  type PerformanceDegradation,
  type StochasticDominance,
  share,
} from "./pboSummary.js";

interface Content extends Splits {
  readonly names: readonly string[];
  readonly statistic: "sharpe" | "mean";
  readonly blocks: number;
  readonly dates: number;
  readonly incomplete: number;
  readonly unfilled: number;
}

/** How likely the best trial was picked for its luck, with the splits behind it. It shows itself. */
export class BacktestOverfitting implements Showable {
  /** Share of the splits in which the pick ends at or below the median of all trials: the PBO. */
  readonly probability: number;
  /** Share of the splits in which the pick has a statistic below 0 out of the sample. */
  readonly probabilityOfLoss: number;
  /** How the statistic out of the sample depends on that in the sample. */
  readonly degradation: PerformanceDegradation;
  /** Whether picking the best is better than picking any. */
  readonly dominance: StochasticDominance;
  /** Per split: the log-odds of the pick's relative rank out of the sample; 0 is the median. */
  readonly logits: Float64Array;
  /** Per split: statistic of the pick in the sample and out of it, per year. */
  readonly inSample: Float64Array;
  /** Per split: statistic of the pick out of the sample, per year. */
  readonly outOfSample: Float64Array;
  /** Per split: mean statistic of all trials out of the sample, per year. */
  readonly average: Float64Array;
  /** Per split: which of {@link names} was picked. */
  readonly picked: Int32Array;
  /** Names of the trials. */
  readonly names: readonly string[];
  /** What the pick was made by. */
  readonly statistic: "sharpe" | "mean";
  /** Number of blocks that time was cut into. */
  readonly blocks: number;
  /** Dates used: blocks × dates per block. */
  readonly dates: number;
  /** Dates left out because at least one trial has no return. */
  readonly incomplete: number;
  /** Oldest dates left out because they do not fill a block. */
  readonly unfilled: number;

  constructor(content: Content) {
    this.logits = content.logits;
    this.inSample = content.inSample;
    this.outOfSample = content.outOfSample;
    this.average = content.average;
    this.picked = content.picked;
    this.names = content.names;
    this.statistic = content.statistic;
    this.blocks = content.blocks;
    this.dates = content.dates;
    this.incomplete = content.incomplete;
    this.unfilled = content.unfilled;
    this.probability = share(this.logits, (logit) => logit <= 0);
    this.probabilityOfLoss = share(this.outOfSample, (value) => value < 0);
    this.degradation = degradationOf(this.inSample, this.outOfSample);
    this.dominance = dominanceOf(this.outOfSample, this.average);
  }

  /** How the pick of each split ranks out of the sample. */
  figure(): Figure {
    return histogram(this.logits, {
      title: keptTitle(this),
      subtitle: `rank of the best trial in the sample among all ${this.names.length} out of it, ${this.logits.length} splits of ${this.blocks} blocks`,
      source: `returns of ${this.names.length} trials on ${this.dates} dates`,
      x: { label: "Logit of the relative rank", unit: "log-odds, 0 = median of the trials" },
      counted: "Splits",
      lines: [{ name: "median of the trials", value: 0 }],
    });
  }

  toText(): string {
    return cards(this, title(this)).toText();
  }

  toHtml(): string {
    return new Sheet({ title: title(this), items: [cards(this), this.figure()] }).toHtml();
  }
}
showsItself(BacktestOverfitting);

function title({ probability, names }: BacktestOverfitting): string {
  return `In ${formatNumber(probability, "percent")} of the splits the best of ${names.length} trials ends at or below their median afterwards`;
}

/** What the pick keeps of what it was picked for. */
function keptTitle({ statistic, inSample, outOfSample }: BacktestOverfitting): string {
  const [what, format] = WORDS[statistic];
  const write = (values: Float64Array) => formatNumber(mean(values), format);
  return `Picked for a ${what} of ${write(inSample)} a year, the best trial has ${write(outOfSample)} afterwards`;
}

const WORDS = { sharpe: ["Sharpe ratio", "ratio"], mean: ["mean return", "percent"] } as const;

function cards(result: BacktestOverfitting, heading?: string): KpiCards {
  const { statistic, degradation, dominance, logits, incomplete, unfilled } = result;
  const [what, format] = WORDS[statistic];
  const order = dominance.firstOrder ? "first order" : dominance.secondOrder ? "second order" : "none";
  const left = incomplete + unfilled;
  return new KpiCards(
    [
      {
        label: "Probability of backtest overfitting",
        value: result.probability,
        format: "percent",
        hint: `${logits.length} splits of ${result.dates} dates${left > 0 ? `, ${left} left out` : ""}`,
      },
      { label: `Best ${what} in the sample`, value: mean(result.inSample), format, unit: "per year" },
      { label: "The same trial afterwards", value: mean(result.outOfSample), format, unit: "per year" },
      { label: "Average trial afterwards", value: mean(result.average), format, unit: "per year" },
      {
        label: "Degradation slope",
        value: degradation.slope,
        format: "ratio",
        hint: `R² ${formatNumber(degradation.rSquared, "ratio")}`,
      },
      { label: "Probability of loss", value: result.probabilityOfLoss, format: "percent" },
      {
        label: "Dominates the average trial",
        value: order,
        hint: `at ${formatNumber(dominance.share, "percent")} of quantiles`,
      },
    ],
    { title: heading },
  );
}
