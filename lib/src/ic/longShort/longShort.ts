import { fail, recordedTrials, type TimeIndex } from "../../core/index.js";
import {
  deflatedSharpe,
  kpis,
  periodsPerYear,
  probabilisticSharpe,
  type ReturnsLike,
} from "../../risk/index.js";
import { type AlphaBeta, alphaBeta } from "./alphaBeta.js";
import type { HeldReturns } from "./heldReturns.js";

/** A long-short portfolio of the factor, before costs. Its returns can be handed to `risk.report`. */
export interface LongShortLeg extends ReturnsLike {
  readonly name: string;
  /** Return per session, a fraction; the mean of the sub-portfolios that are held. */
  readonly returns: Float64Array;
  readonly time: TimeIndex;
  /** Sum of absolute weights. */
  readonly gross: number;
  /** Sharpe ratio per year. */
  readonly sharpe: number;
  /** Probability that the true Sharpe ratio is above 0, as if this were the only strategy tried. */
  readonly probabilisticSharpe: number;
  /** The same above the best Sharpe ratio to expect by luck; `NaN` when no run records the trials. */
  readonly deflatedSharpe: number;
  /** Against the market, per session. */
  readonly alphaBeta: AlphaBeta;
}

/** The factor as long-short portfolios with overlapping holding periods, at one horizon. */
export interface LongShort {
  readonly horizon: number;
  readonly delay: number;
  /** Every line per session: quantiles, spread, weighted, market. */
  readonly held: HeldReturns;
  /** Long 1 in the top quantile, short 1 in the bottom one. */
  readonly topMinusBottom: LongShortLeg;
  /** Weights proportional to the factor less its mean, gross 1. */
  readonly weighted: LongShortLeg;
  /** Distinct variants that the run has recorded; undefined when no run records them. */
  readonly trials: number | undefined;
}

export interface LongShortOptions {
  /** Sessions that each sub-portfolio is held. Default: the longest evaluated horizon. */
  horizon?: number;
  /** Returns of the market per session, with their dates. Default: the equal-weighted mean of all symbols. */
  market?: ReturnsLike;
}

/** What the daily returns of a factor's portfolios say. */
export function longShort(
  held: HeldReturns,
  { horizon, delay, market }: { horizon: number; delay: number; market?: ReturnsLike },
): LongShort {
  const against = market ? onDates(market, held.time) : held.market;
  const trials = recordedTrials()?.distinct;
  const leg = (name: string, returns: Float64Array, gross: number) =>
    legOf({ name, returns, time: held.time }, { gross, market: against, trials });
  return {
    horizon,
    delay,
    held,
    topMinusBottom: leg("top − bottom", held.spread, 2),
    weighted: leg("factor-weighted", held.weighted, 1),
    trials,
  };
}

function legOf(
  series: { name: string; returns: Float64Array; time: TimeIndex },
  { gross, market, trials }: { gross: number; market: Float64Array; trials: number | undefined },
): LongShortLeg {
  return {
    ...series,
    gross,
    sharpe: kpis(series).sharpe,
    probabilisticSharpe: probabilisticSharpe(series),
    deflatedSharpe:
      trials === undefined ? Number.NaN : deflatedSharpe(series, { trials: Math.max(1, trials) }).value,
    alphaBeta: alphaBeta(series.returns, market, { sessionsPerYear: periodsPerYear(series.time.frequency) }),
  };
}

function onDates({ returns, time }: ReturnsLike, dates: TimeIndex): Float64Array {
  if (time?.length !== returns.length) {
    fail("ic.FactorReport.longShort", "market must have returns and as many dates", {
      received: time?.length,
      fix: "for example market: { returns, time }",
    });
  }
  return Float64Array.from(dates.instants, (instant) => {
    const row = time.indexOf(instant);
    return row < 0 ? Number.NaN : returns[row];
  });
}
