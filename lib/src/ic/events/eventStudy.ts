import {
  canonicalJson,
  checkInteger,
  checkKeys,
  checkOneOf,
  fail,
  isoDate,
  record,
  sha256,
  toInstant,
} from "../../core/index.js";
import type { FieldSource } from "../../expr/index.js";
import type { ReturnsLike } from "../../risk/index.js";
import { benchmarkReturns, sessionReturns } from "./benchmark.js";
import type { ExpectedReturn, MarketEvent } from "./eventData.js";
import { eventLoss } from "./eventLoss.js";
import { EventStudy } from "./eventStudyResult.js";
import { collectEvents } from "./eventWindows.js";

export interface EventStudyOptions {
  /** Sessions before the event in the event window. Default 10. */
  before?: number;
  /** Sessions after the event in the event window. Default 20. */
  after?: number;
  /**
   * What is expected without the event: `market model` (default) alpha + beta × benchmark, `market adjusted` the
   * benchmark itself, `mean adjusted` the symbol's own mean.
   */
  model?: ExpectedReturn;
  /** Where the expectation is estimated. */
  estimation?: {
    /** Sessions of the estimation window. Default 120. */
    length?: number;
    /** Sessions left out between it and the event window. Default 0. */
    gap?: number;
    /** Returns it must have. Default 60. */
    minimum?: number;
  };
  /** Field of the prices. Default `close` (adjusted). */
  price?: string;
  /** Returns of the benchmark with their dates. Default: the equal-weighted mean return of the market's symbols. */
  benchmark?: ReturnsLike;
}

const WHO = "ic.eventStudy";
const MODELS = ["market model", "market adjusted", "mean adjusted"] as const;

/**
 * What happens to prices around events (Brown & Warner 1985; MacKinlay 1997): the mean abnormal return on each session
 * around them, and added up. Abnormal is the simple return per session less what was expected without the event;
 * the expectation, beta included, is estimated on sessions before the event window only.
 *
 * An event counts when the symbol has every return of its window; the others are in `loss`, each with its reason. Events
 * whose symbol stops trading within `after` sessions are among the lost ones: the mean is then that of the survivors.
 * One study is one trial of the current run.
 *
 * @param events the symbol, and the session whose return is the first to know of the event
 * @example
 * const study = ic.eventStudy(market, [{ symbol: "AAPL", date: "2014-04-24" }], { after: 5 });
 * study.between(0, 1).mean
 */
export function eventStudy(
  market: FieldSource,
  events: readonly MarketEvent[],
  options: EventStudyOptions = {},
): EventStudy {
  checkKeys(WHO, options, ["before", "after", "model", "estimation", "price", "benchmark"]);
  if (!Array.isArray(events)) fail(WHO, "events must be a list of { symbol, date }", { received: events });
  const { length = 120, gap = 0, minimum = 60, ...unknown } = options.estimation ?? {};
  checkKeys(`${WHO} estimation`, unknown, ["length", "gap", "minimum"]);
  checkInteger(WHO, "estimation.length", length, 3);
  checkInteger(WHO, "estimation.gap", gap, 0);
  checkInteger(WHO, "estimation.minimum", minimum, 3, "a variance needs more returns than parameters");
  const model = checkOneOf(WHO, "model", options.model ?? "market model", MODELS);
  const before = checkInteger(WHO, "before", options.before ?? 10, 0);
  const after = checkInteger(WHO, "after", options.after ?? 20, 0);
  const prices = market.panel(options.price ?? "close");
  const returns = sessionReturns(prices);
  const benchmark = benchmarkReturns(WHO, returns, prices, options.benchmark);
  const instants = events.map((event) => instantOf(event));
  recordTrial(market, events, instants, { before, after, model, length, gap, minimum });
  const { windows, lost } = collectEvents(
    events.map(({ symbol }, i) => ({ symbol, instant: instants[i], date: isoDate(instants[i]) })),
    { prices, returns, benchmark: benchmark.returns },
    { before, after, model, length, gap, minimum },
  );
  return new EventStudy({
    windows,
    before,
    after,
    model,
    benchmark: benchmark.name,
    loss: eventLoss(events.length, lost),
    market: "name" in market && typeof market.name === "string" ? market.name : "",
  });
}

function instantOf({ symbol, date }: MarketEvent): number {
  if (typeof symbol !== "string" || date === undefined) {
    fail(WHO, "an event must have a symbol and a date", { received: { symbol, date } });
  }
  return toInstant(date);
}

function recordTrial(
  market: FieldSource,
  events: readonly MarketEvent[],
  instants: readonly number[],
  options: Record<string, string | number>,
): void {
  record((recorder) => {
    const list = events.map(({ symbol }, i) => [symbol, instants[i]]);
    const hash = sha256(canonicalJson({ events: list, data: market.fingerprint, options })).slice(0, 16);
    recorder.trial({ kind: "evaluation", name: `event study of ${events.length} events`, hash });
  });
}
