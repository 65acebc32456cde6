import { checkInteger, checkKeys, checkNumber, checkOneOf, fail, type Panel } from "../../core/index.js";
import { periodsPerYear, type ReturnsLike } from "../sample.js";
import { BacktestOverfitting } from "./pboResult.js";
import { measureSplits } from "./pboSplits.js";
import { completeDates, type TrialReturns } from "./pboTrials.js";

const STATISTICS = ["sharpe", "mean"] as const;
export type PboStatistic = (typeof STATISTICS)[number];

export interface PboOptions {
  /** Blocks that the dates are cut into, even, 4 to 20. Default 16, which gives 12,870 splits. */
  blocks?: number;
  /** What the best trial is chosen by: the Sharpe ratio (default) or the mean return, both per year. */
  statistic?: PboStatistic;
  /** Periods per year. Default from the dates: 252 daily, 52 weekly, 12 monthly; without dates 252. */
  periodsPerYear?: number;
}

/**
 * Probability of backtest overfitting by combinatorially symmetric cross-validation (Bailey, Borwein, López de Prado &
 * Zhu 2015): the dates are cut into equal blocks; each choice of half of the blocks is a sample in which the best of
 * all trials is picked, the other half is what it then meets. The probability is the share of the splits in which the
 * pick ends at or below the median of all trials. Around a half: the choice is worth nothing; near zero: the best
 * trial stays among the best.
 *
 * All trials that were made must be in, not only those that looked good. Dates on which a trial has no return are
 * left out, and so are the oldest ones that do not fill a block; the result counts both. A trial that does not vary
 * within a half counts as 0 there.
 *
 * @param trials returns per period as fractions: a panel of dates × trials, or one entry per trial, all on the same dates
 * @throws with fewer than two trials, fewer than two dates per block, or an unknown or impossible option
 * @example probabilityOfBacktestOverfitting([backtestA, backtestB, backtestC]).probability
 */
export function probabilityOfBacktestOverfitting(
  trials: Panel | readonly (Float64Array | ReturnsLike)[],
  options: PboOptions = {},
): BacktestOverfitting {
  const who = "risk.probabilityOfBacktestOverfitting";
  checkKeys(who, options, ["blocks", "statistic", "periodsPerYear"]);
  const blocks = checkBlocks(who, options.blocks ?? 16);
  const statistic = checkOneOf(who, "statistic", options.statistic ?? "sharpe", STATISTICS);
  const sample = completeDates(who, trials);
  const periods = options.periodsPerYear ?? periodsPerYear(sample.time?.frequency ?? "1d");
  checkNumber(who, "periodsPerYear", periods, { min: Number.MIN_VALUE });
  const rows = checkRows(who, sample, blocks);
  const scale = statistic === "sharpe" ? Math.sqrt(periods) : periods;
  const splits = measureSplits(sample, { blocks, rows, statistic, scale });
  return new BacktestOverfitting({
    ...splits,
    names: sample.names,
    statistic,
    blocks,
    dates: rows * blocks,
    incomplete: sample.incomplete,
    unfilled: sample.dates - rows * blocks,
  });
}

function checkBlocks(who: string, blocks: number): number {
  checkInteger(who, "blocks", blocks, 4, "16 is usual");
  if (blocks % 2 === 1 || blocks > 20) fail(who, "blocks must be even and at most 20", { received: blocks });
  return blocks;
}

function checkRows(who: string, { dates }: TrialReturns, blocks: number): number {
  const rows = Math.floor(dates / blocks);
  if (rows < 2) {
    fail(who, `each of ${blocks} blocks needs two dates on which every trial has a return`, {
      received: dates,
      fix: "fewer blocks, or trials over the same span",
    });
  }
  return rows;
}
