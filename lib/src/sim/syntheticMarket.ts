import {
  AssetIndex,
  checkInteger,
  checkKeys,
  checkNumber,
  Panel,
  Random,
  type TimeIndex,
} from "../core/index.js";
import { sessions } from "./calendar.js";
import type { Listing, RawBars } from "./contents.js";
import { Earnings } from "./earnings.js";
import { SyntheticMarket } from "./market.js";
import { SECTORS } from "./sectors.js";
import { type Simulated, simulate } from "./simulate.js";
import { drawUniverse, type Universe } from "./universe.js";

const WHO = "sim.syntheticMarket";

export interface SyntheticMarketOptions {
  /** Seed of every random number; the same options give the same bytes. Default 1. */
  seed?: number;
  /** Number of names over the whole span, 1 to 10,000. Default 300. */
  symbols?: number;
  /** Length in calendar years, a positive integer. Default 6. */
  years?: number;
  /** First day, `YYYY-MM-DD`. Default `2018-01-02`. */
  start?: string;
  /** What next session's return contains. An effect of 0 is pure noise. */
  effects?: {
    /** Expected daily rank IC of `mom_12_1` at horizon 1, from −0.15 to 0.15. Default 0.03. */
    momentum?: { rankIc: number };
    /** Expected daily rank IC of `reversal_5` at horizon 1, from −0.15 to 0.15. Default 0.02. */
    reversal?: { rankIc: number };
    /**
     * Quarterly earnings reports: the log return of `drift` is expected over the 20 sessions after the first that knows of a
     * positive surprise, and `reaction` on that one; after a negative surprise minus that. Both from −0.2 to 0.2, default 0.01
     * and 0.02. Default no reports. They come on top of momentum and reversal: exact only where those are 0.
     */
    earnings?: { drift?: number; reaction?: number };
  };
}

/**
 * A seeded daily equity market in which the truth is known.
 *
 * Returns are market × beta + sector + idiosyncratic noise (fat-tailed, with clustered volatility) plus loadings on
 * the rank-normal scores of two signals known at the close before: `mom_12_1` = close.lag(21) / close.lag(252) − 1
 * and `reversal_5` = −(close / close.lag(5) − 1), both on adjusted closes. The loadings are such that the expected
 * Spearman correlation between each signal and the next session's total return, over all names that have both,
 * equals its planted value. The claim is for horizon 1 and for at least 20 names; with fewer than 5 names that have
 * the signal nothing is planted on that date.
 *
 * Prices are unadjusted, in USD and whole cents; about 60 % of the names pay a quarterly dividend, prices that leave a
 * band are split 2:1, 3:1 or 1:5. About 12 % of the names list late and 10 % delist, some after a crash; outside its
 * listing a name is NaN. Adjusting a close by the product of split ratios and of P / (P − dividend), P the close
 * before the ex-date, gives exactly the simulated total return.
 *
 * @throws AssayError for an unknown option or a value out of range
 * @example
 * const market = syntheticMarket({ seed: 7, symbols: 100, years: 3, effects: { reversal: { rankIc: 0 } } });
 * market.truth; // [{ factor: "mom_12_1", horizon: 1, rankIc: 0.03 }, { factor: "reversal_5", horizon: 1, rankIc: 0 }]
 */
export function syntheticMarket(options: SyntheticMarketOptions = {}): SyntheticMarket {
  const { seed, symbols, years, start, momentum, reversal, reports } = checked(options);
  const random = new Random(seed);
  const time = sessions(start, years);
  const universe = drawUniverse(symbols, time.length, random.fork("universe"));
  const earnings = reports && new Earnings(universe, time, { ...reports, random: random.fork("earnings") });
  const simulated = simulate(universe, time, { planted: [momentum, reversal], earnings, random });
  const assets = AssetIndex.of(universe.symbols);
  return new SyntheticMarket({
    seed,
    time,
    assets,
    raw: rawBars(simulated, time, assets),
    actions: simulated.actions,
    listings: listings(universe, time),
    sectors: Array.from(universe.sector, (code) => SECTORS[code]),
    truth: [
      { factor: "mom_12_1", horizon: 1, rankIc: momentum },
      { factor: "reversal_5", horizon: 1, rankIc: reversal },
    ],
    earnings: earnings?.planted,
  });
}

function checked(options: SyntheticMarketOptions) {
  checkKeys(WHO, options, ["seed", "symbols", "years", "start", "effects"]);
  const { seed = 1, symbols = 300, years = 6, start = "2018-01-02", effects = {} } = options;
  checkKeys(WHO, effects, ["momentum", "reversal", "earnings"]);
  checkInteger(WHO, "seed", seed, 0);
  checkInteger(WHO, "symbols", symbols, 1);
  checkNumber(WHO, "symbols", symbols, { max: 10_000 });
  checkInteger(WHO, "years", years, 1);
  return {
    seed,
    symbols,
    years,
    start,
    momentum: checkedEffect("momentum", effects.momentum ?? { rankIc: 0.03 }),
    reversal: checkedEffect("reversal", effects.reversal ?? { rankIc: 0.02 }),
    reports: effects.earnings && checkedDrift(effects.earnings),
  };
}

function checkedEffect(name: string, effect: { rankIc: number }): number {
  checkKeys(WHO, effect, ["rankIc"]);
  return checkNumber(WHO, `effects.${name}.rankIc`, effect.rankIc, { min: -0.15, max: 0.15 });
}

function checkedDrift(effect: { drift?: number; reaction?: number }): { drift: number; reaction: number } {
  checkKeys(WHO, effect, ["drift", "reaction"]);
  const { drift = 0.01, reaction = 0.02 } = effect;
  checkNumber(WHO, "effects.earnings.drift", drift, { min: -0.2, max: 0.2 });
  checkNumber(WHO, "effects.earnings.reaction", reaction, { min: -0.2, max: 0.2 });
  return { drift, reaction };
}

function rawBars(simulated: Simulated, time: TimeIndex, assets: AssetIndex): RawBars {
  const panel = (name: "open" | "high" | "low" | "close" | "volume") =>
    Panel.of(time, assets, simulated[name], {
      name: `raw.${name}`,
      unit: name === "volume" ? "shares" : "USD/share",
    });
  return {
    open: panel("open"),
    high: panel("high"),
    low: panel("low"),
    close: panel("close"),
    volume: panel("volume"),
  };
}

function listings(universe: Universe, time: TimeIndex): Listing[] {
  return universe.symbols.map((symbol, j) => ({
    symbol,
    from: time.label(universe.first[j]),
    to: time.label(universe.last[j]),
    ending: universe.ending[j],
  }));
}
