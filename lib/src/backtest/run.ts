import { canonicalJson, checkKeys, fail, Panel, record, sha256, toInstant } from "../core/index.js";
import { evaluate, Factor, type FieldSource } from "../expr/index.js";
import { Backtest } from "./backtest.js";
import type { BacktestSettings } from "./backtestNumbers.js";
import { simulate } from "./engine/simulate.js";
import { type BacktestOptions, EXECUTION_OPTIONS, type ExecutionOptions, executionOf } from "./options.js";

const WHO = "backtest.run";

/**
 * Trade a factor, or given target weights, on a market.
 *
 * A signal is known at the close of its session and filled at the next open at the earliest. The result starts on
 * the session of the first trade. See `simulate` for the rules of filling, costs, missing prices and delistings.
 *
 * @param market the fields `close` and, for fills at the open, `open`: adjusted prices
 * @param signal a factor (with `portfolio`), or a panel on the dates and assets of the market: factor values when
 *   `portfolio` is given, else target weights (fractions of equity)
 * @example await backtest.run(market, momentum, { portfolio: portfolio.quantiles(5).longShort(), rebalance: "weekly" })
 * @throws when a factor comes without a portfolio, an option is unknown or out of range, or panels do not match
 */
export async function run(
  market: FieldSource,
  signal: Factor | Panel,
  options: BacktestOptions = {},
): Promise<Backtest> {
  const { portfolio, name, risk = {}, ...execution } = options;
  checkKeys(WHO, options, [...EXECUTION_OPTIONS, "portfolio", "name", "risk"]);
  const weights = targetsOf(market, signal, options);
  const open = execution.fill === "close" ? undefined : market.panel("open");
  const settings: BacktestSettings = {
    ...executionOf(WHO, execution),
    portfolio: portfolio?.toJSON() ?? null,
    signal: signal instanceof Factor ? signal.formula : signal.name,
    data: dataName(market),
  };
  const hash = hashOf(signal, { ...settings, data: market.fingerprint, signal: "" }, execution);
  const title = name ?? (signal.name || "weights");
  const simulation = simulate({ close: market.panel("close"), open }, weights, execution);
  record((recorder) => recorder.trial({ kind: "backtest", name: title, hash }));
  return new Backtest(simulation, { name: title, hash, settings, risk });
}

function targetsOf(market: FieldSource, signal: Factor | Panel, { portfolio }: BacktestOptions): Panel {
  if (signal instanceof Panel) return portfolio ? portfolio.weights(signal) : signal;
  if (!(signal instanceof Factor)) {
    const kind = (signal as { kind?: string } | null)?.kind;
    fail(WHO, "signal must be a factor or a panel", {
      received: kind ?? signal,
      fix: kind === "label" ? "a label reads the future and cannot be traded" : undefined,
    });
  }
  if (!portfolio) {
    fail(WHO, "a factor needs a portfolio", { fix: "portfolio: portfolio.quantiles(5).longShort()" });
  }
  return portfolio.weights(evaluate(market, signal));
}

function dataName(market: FieldSource): string {
  const name = "name" in market && typeof market.name === "string" ? `${market.name} ` : "";
  return `${name}${market.fingerprint.slice(0, 12)}`;
}

function hashOf(signal: Factor | Panel, settings: BacktestSettings, { from, to }: ExecutionOptions): string {
  const content = signal instanceof Factor ? signal.hash : sha256(signal.values);
  const span = [from, to].map((date) => (date === undefined ? null : toInstant(date)));
  return sha256(canonicalJson({ content, settings, span })).slice(0, 16);
}
