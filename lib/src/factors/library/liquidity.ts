import type { Factor } from "../../expr/index.js";
import { close, daily, dollarVolume, high, low, volume } from "./fields.js";
import { entry } from "./libraryFactor.js";

const month = { min: 15 };
const quarter = { min: 42 };

/** Corwin and Schultz's spread of one pair of sessions, the gap overnight taken out, negative ones set to 0. */
function corwinSchultz(): Factor {
  const up = low.sub(close.lag(1)).atLeast(0);
  const down = close.lag(1).sub(high).atLeast(0);
  const h = high.sub(up).add(down);
  const l = low.sub(up).add(down);
  const beta = h
    .div(l)
    .log()
    .power(2)
    .add(high.lag(1).div(low.lag(1)).log().power(2));
  const gamma = h
    .atLeast(high.lag(1))
    .div(l.atMost(low.lag(1)))
    .log()
    .power(2);
  const k = 3 - 2 * Math.SQRT2;
  const alpha = beta
    .sqrt()
    .mul((Math.SQRT2 - 1) / k)
    .sub(gamma.div(k).sqrt());
  const growth = alpha.exp();
  return growth.sub(1).mul(2).div(growth.add(1)).atLeast(0);
}

const middle = high.log().add(low.log()).div(2);
const abdiRanaldo = close.log().lag(1).sub(middle.lag(1)).mul(close.log().lag(1).sub(middle));

export const liquidity = [
  entry({
    factor: daily.abs().div(dollarVolume).mean(252, { min: 126 }).mul(1e6).named("amihud_252"),
    title: "Amihud illiquidity, 12 months",
    doc: "Mean over 252 sessions of |r| / dollar volume, × 10⁶. Needs 126 sessions with volume.",
    unit: "fraction per million USD",
    source: "Amihud 2002",
  }),
  entry({
    factor: dollarVolume.div(dollarVolume.mean(63, quarter)).log().named("dollar_volume_shock_63"),
    title: "Dollar volume shock",
    doc: "ln of today's dollar volume over its mean of 63 sessions, today included. Needs 42.",
    unit: "ln ratio",
    source: "Gervais, Kaniel & Mingelgrin 2001",
  }),
  entry({
    factor: volume.mean(5, { min: 4 }).div(volume.mean(63, quarter)).named("relative_turnover_5_63"),
    title: "Relative turnover",
    doc: "Mean volume of 5 sessions over that of 63, adjusted for splits: turnover in units of the stock's own, since shares outstanding are not in the data. Needs 4 and 42.",
    unit: "ratio",
    source: "Datar, Naik & Radcliffe 1998 (turnover), relative to its own mean",
  }),
  entry({
    factor: volume.std(63, quarter).div(volume.mean(63, quarter)).named("turnover_cv_63"),
    title: "Variability of turnover",
    doc: "Sample standard deviation (ddof 1) of volume over its mean, 63 sessions, adjusted for splits. Needs 42.",
    unit: "fraction",
    source: "Chordia, Subrahmanyam & Anshuman 2001",
  }),
  entry({
    factor: volume.log().slope(63, quarter).named("volume_slope_63"),
    title: "Volume slope",
    doc: "Least-squares slope of ln(volume) on time over 63 sessions, adjusted for splits. Needs 42 sessions with volume.",
    unit: "log volume per session",
    source: "ordinary least squares",
  }),
  entry({
    factor: daily.eq(0).mean(63, quarter).named("zero_return_share_63"),
    title: "Share of zero returns",
    doc: "Share of the last 63 sessions with a return of exactly 0. Needs 42 returns.",
    unit: "0 … 1",
    source: "Lesmond, Ogden & Trzcinka 1999",
  }),
  entry({
    factor: corwinSchultz().mean(21, month).named("corwin_schultz_spread_21"),
    title: "Corwin–Schultz spread",
    doc: "Mean over 21 sessions of the spread from the high–low ranges of two sessions: 2 (e^α − 1) / (1 + e^α), α = (√(2β) − √β) / (3 − 2√2) − √(γ / (3 − 2√2)), with the overnight gap taken out and negative values set to 0. Needs 15.",
    unit: "fraction of price",
    source: "Corwin & Schultz 2012",
  }),
  entry({
    factor: abdiRanaldo.mean(21, month).atLeast(0).sqrt().mul(2).named("abdi_ranaldo_spread_21"),
    title: "Abdi–Ranaldo spread",
    doc: "2 √max(0, mean over 21 sessions of (c[t−1] − m[t−1]) (c[t−1] − m[t])): c the log close, m the mean of log high and log low. Needs 15.",
    unit: "fraction of price",
    source: "Abdi & Ranaldo 2017, the monthly version",
  }),
  entry({
    factor: daily.cov(daily.lag(1), 63, quarter).neg().atLeast(0).sqrt().mul(2).named("roll_spread_63"),
    title: "Roll spread",
    doc: "2 √max(0, −cov(r[t], r[t−1])) over 63 sessions, ddof 1; 0 where the autocovariance is positive. Needs 42 pairs.",
    unit: "fraction of price",
    source: "Roll 1984, on returns",
  }),
  entry({
    factor: daily.beta(daily.sign().mul(dollarVolume).div(1e6), 63, quarter).named("kyle_lambda_63"),
    title: "Kyle's lambda",
    doc: "Least-squares slope over 63 sessions of the return on signed dollar volume, sign(r) × dollar volume in millions: a daily proxy of price impact. Needs 42.",
    unit: "fraction per million USD",
    source: "Kyle 1985; the regression of Hasbrouck 2009 with daily signs",
  }),
  entry({
    factor: daily.abs().corr(volume.log(), 63, quarter).named("volume_volatility_corr_63"),
    title: "Volume and volatility",
    doc: "Correlation over 63 sessions of |r| with ln(volume). Needs 42 sessions with volume.",
    unit: "−1 … 1",
    source: "Karpoff 1987",
  }),
];
