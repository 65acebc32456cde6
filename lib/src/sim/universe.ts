import type { Random } from "../core/index.js";
import type { Ending } from "./contents.js";
import { drawLives } from "./lives.js";
import { SECTORS } from "./sectors.js";

/** What stays fixed about each name, one entry per asset. */
export interface Universe {
  symbols: readonly string[];
  /** Position in `SECTORS`. */
  sector: Int32Array;
  /** First and last row with a price, both included. */
  first: Int32Array;
  last: Int32Array;
  ending: readonly Ending[];
  /** First row of the crash before a failure; beyond the last row for names that do not fail. */
  crashFrom: Int32Array;
  /** Log return added per session of the crash, negative. */
  crashStep: Float64Array;
  /** Exposure to the market's return. */
  beta: Float64Array;
  /** Idiosyncratic volatility of daily log returns in calm times. */
  volatility: Float64Array;
  /** Price before the first session, USD per share. */
  price: Float64Array;
  /** Shares outstanding at the start. */
  shares: Float64Array;
  /** Shares traded per share outstanding on a quiet day. */
  turnover: Float64Array;
  /** Closing price above which the board splits the share, and new shares per old one. */
  splitAbove: Float64Array;
  splitRatio: Float64Array;
  /** Annual cash dividend as a fraction of the price, 0 for non-payers; the row of the first ex-date. */
  dividendYield: Float64Array;
  firstExRow: Int32Array;
}

const MILLION = 1e6;

/** Draw the names of a market over `rows` sessions. */
export function drawUniverse(size: number, rows: number, random: Random): Universe {
  const digits = Math.max(3, String(size).length);
  const draw = (value: () => number) => Float64Array.from({ length: size }, value);
  // Log market capitalisation in standard units: large companies trade more and move less.
  const size01 = draw(() => random.normal());
  const price = draw(() => Math.round(clip(55 * Math.exp(0.65 * random.normal()), 12, 240) * 100) / 100);
  return {
    symbols: Array.from({ length: size }, (_, j) => `SYN${String(j + 1).padStart(digits, "0")}`),
    sector: Int32Array.from({ length: size }, (_, j) =>
      j < SECTORS.length ? j : random.integer(SECTORS.length),
    ),
    ...drawLives(size, rows, random.fork("lives")),
    beta: draw(() => clip(1 + 0.3 * random.normal(), 0.2, 2)),
    volatility: size01.map((s) => clip(0.0135 * Math.exp(0.28 * random.normal() - 0.15 * s), 0.006, 0.035)),
    price,
    shares: size01.map((s, j) => Math.round((4000 * MILLION * Math.exp(1.2 * s)) / price[j])),
    turnover: draw(() => 0.006 * Math.exp(0.4 * random.normal())),
    splitAbove: price.map((p) => Math.max(180 + 270 * random.uniform(), 1.3 * p)),
    splitRatio: draw(() => (random.uniform() < 0.7 ? 2 : 3)),
    dividendYield: draw(() => (random.uniform() < 0.6 ? 0.008 + 0.035 * random.uniform() : 0)),
    firstExRow: Int32Array.from({ length: size }, () => 3 + random.integer(64)),
  };
}

export function clip(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
