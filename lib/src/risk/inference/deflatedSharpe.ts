import {
  checkInteger,
  checkKeys,
  checkNumber,
  fail,
  recordedTrials,
  type Showable,
  showsItself,
  variance,
} from "../../core/index.js";
import { KpiCards } from "../../plot/index.js";
import {
  estimateOf,
  SHARPE_OPTIONS,
  type SharpeEstimate,
  type SharpeInput,
  type SharpeOptions,
} from "./estimate.js";
import { expectedMaximum } from "./expectedMaximum.js";
import { probabilityAbove } from "./probabilisticSharpe.js";

export interface DeflatedSharpeOptions extends SharpeOptions {
  /**
   * Number of independent variants that were tried. Default: the number of `trialSharpes`, else the distinct
   * variants that the current run and its study have recorded (evaluated factors and backtests).
   */
  trials?: number;
  /**
   * Variance of the Sharpe ratios of the trials, in the unit of the input: per year for returns. Default: that of
   * `trialSharpes`, else what strategies without skill show over as many returns, 1/(n − 1) per period.
   */
  trialVariance?: number;
  /** Sharpe ratios of all trials, in the unit of the input; their sample variance (ddof 1) is used. */
  trialSharpes?: ArrayLike<number>;
}

/** Where the number of trials comes from. */
export type TrialSource = "given" | "recorded by the run" | "recorded by the study";

interface Tried {
  readonly trials: number;
  readonly source: TrialSource;
}

/** The deflated Sharpe ratio with what it was computed from. It shows itself. */
export class DeflatedSharpe implements Showable {
  constructor(
    /** Probability, from 0 to 1, that the true Sharpe ratio is above what the best of the trials shows by luck. */
    readonly value: number,
    /** The Sharpe ratio, in the unit of the input: per year for returns. */
    readonly sharpe: number,
    /** Best Sharpe ratio to expect from as many trials without skill, in the same unit. */
    readonly expectedMaximum: number,
    /** Number of variants that were tried. */
    readonly trials: number,
    /** Where the number of trials comes from. */
    readonly source: TrialSource,
    /** What was tested. */
    readonly name: string,
  ) {}

  toText(): string {
    return cards(this).toText();
  }

  toHtml(): string {
    return cards(this).toHtml();
  }
}
showsItself(DeflatedSharpe);

/**
 * Deflated Sharpe ratio: the probability that the true Sharpe ratio is above the best one to expect from all trials if
 * none had any skill, S₀ = √V · E[max of N] (Bailey & López de Prado 2014). It is the probabilistic Sharpe ratio with
 * the benchmark S₀. Trials that resemble each other count less than their number: the result is then too strict.
 *
 * @example deflatedSharpe(backtest) // with the trials of the run; deflatedSharpe(backtest, { trials: 20 }) without
 * @throws when the number of trials is not given and no run records it, or an option is unknown or out of range
 */
export function deflatedSharpe(input: SharpeInput, options: DeflatedSharpeOptions = {}): DeflatedSharpe {
  const who = "risk.deflatedSharpe";
  checkKeys(who, options, [...SHARPE_OPTIONS, "trials", "trialVariance", "trialSharpes"]);
  const { trials, trialVariance, trialSharpes, ...conventions } = options;
  const estimate = estimateOf(who, input, conventions);
  const given = trials ?? trialSharpes?.length;
  const tried = given === undefined ? recorded(who) : asGiven(checkInteger(who, "trials", given, 1));
  const spread = spreadOf(who, estimate, { trialVariance, trialSharpes });
  return deflated(estimate, { ...tried, spread });
}

/** `spread` is the variance of the trials' Sharpe ratios per period; without it, that of no skill. */
export function deflated(
  estimate: SharpeEstimate,
  { trials, source, spread }: Tried & { spread?: number },
): DeflatedSharpe {
  const best = Math.sqrt(spread ?? noSkill(estimate)) * expectedMaximum(trials);
  const scale = Math.sqrt(estimate.periodsPerYear);
  const value = probabilityAbove(estimate, best);
  return new DeflatedSharpe(value, estimate.sharpe * scale, best * scale, trials, source, estimate.name);
}

/** Variance of an estimated Sharpe ratio per period when the true one is 0. */
function noSkill({ n }: SharpeEstimate): number {
  return n >= 2 ? 1 / (n - 1) : Number.NaN;
}

const asGiven = (trials: number): Tried => ({ trials, source: "given" });

function recorded(who: string): Tried {
  const known = recordedTrials();
  if (!known) {
    fail(who, "the number of trials is not known, because no run records it", {
      fix: 'startRun({ name: "…" }) before the first evaluation, or give { trials: 20 }',
    });
  }
  const source = known.study === undefined ? "recorded by the run" : "recorded by the study";
  return { trials: Math.max(1, known.distinct), source };
}

function spreadOf(
  who: string,
  { periodsPerYear }: SharpeEstimate,
  { trialVariance, trialSharpes }: Pick<DeflatedSharpeOptions, "trialVariance" | "trialSharpes">,
): number | undefined {
  if (trialVariance !== undefined) {
    return checkNumber(who, "trialVariance", trialVariance, { min: 0 }) / periodsPerYear;
  }
  if (!trialSharpes) return undefined;
  if (trialSharpes.length < 2) {
    fail(who, "trialSharpes must be the Sharpe ratios of two or more trials", {
      received: trialSharpes.length,
    });
  }
  return variance(Float64Array.from(trialSharpes), 1) / periodsPerYear;
}

function cards({ value, sharpe, expectedMaximum, trials, source, name }: DeflatedSharpe): KpiCards {
  return new KpiCards(
    [
      {
        label: "Deflated Sharpe ratio",
        value,
        format: "percent",
        hint: "probability of skill after all trials",
      },
      { label: "Sharpe ratio", value: sharpe, format: "ratio" },
      {
        label: "Best to expect by luck",
        value: expectedMaximum,
        format: "ratio",
        hint: "if no trial had skill",
      },
      { label: "Trials", value: trials, format: "integer", hint: source },
    ],
    { title: name ? `Deflated Sharpe ratio of ${name}` : "" },
  );
}
