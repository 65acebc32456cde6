import { alpha101 } from "./alpha101/index.js";
import { alpha158 } from "./alpha158/index.js";
import { liquidity as coreLiquidity, momentum as coreMomentum, risk, technical } from "./core/index.js";
import { congress, earnings, fundamentals, insiders, news, shipping } from "./events/index.js";
import type { LibraryFactor } from "./libraryFactor.js";
import { liquidity } from "./liquidity.js";
import { againstMarket } from "./market.js";
import { momentum } from "./momentum.js";
import { returnShape } from "./returnShape.js";
import { indicators } from "./ta/index.js";
import { trend } from "./trend.js";
import { volatility } from "./volatility.js";

const core: readonly LibraryFactor[] = [...coreMomentum, ...risk, ...coreLiquidity, ...technical];
const volatilitySet = [...risk, ...volatility, ...returnShape];
const liquiditySet = [...coreLiquidity, ...liquidity];

/** Every factor once. */
const union = (...sets: (readonly LibraryFactor[])[]): LibraryFactor[] => [...new Set(sets.flat())];

/** The named sets of the library. A factor can be in several. */
export const SETS = {
  core,
  volatility: volatilitySet,
  liquidity: liquiditySet,
  market: againstMarket,
  momentum: [...coreMomentum, ...momentum, ...trend],
  ta: [...technical, ...indicators],
  alpha158,
  alpha101,
  events: [...earnings, ...insiders, ...congress, ...news, ...shipping, ...fundamentals],
  "core+vol_liquidity": union(core, volatilitySet, liquiditySet),
} as const satisfies Record<string, readonly LibraryFactor[]>;

export type SetName = keyof typeof SETS;

/** What each set is about, in one line. */
export const SET_DESCRIPTIONS: Readonly<Record<SetName, string>> = {
  core: "One to three factors of each kind: momentum, risk, liquidity, technical",
  volatility: "Volatility estimators and the shape of returns",
  liquidity: "Trading volume, price impact, spreads",
  market: "Betas, principal components, idiosyncratic risk, breadth",
  momentum: "Momentum, reversal, trend, long memory, spectrum, season",
  ta: "Indicators of technical analysis",
  alpha158: "qlib's Alpha158",
  alpha101: "WorldQuant's 101 formulaic alphas, without number 56",
  events: "Earnings, insiders, senators, news, freight rates, reports: need a market with events",
  "core+vol_liquidity": "core, volatility and liquidity together",
};

/** Every factor of the library, each once. Each is proven causal by the contract suite. */
export const library: readonly LibraryFactor[] = union(...Object.values(SETS));
