import { close, daily, open, YEAR } from "./fields.js";
import { entry } from "./libraryFactor.js";

const quarter = { min: 42 };
const squares = daily.power(2);
const gap = open.div(close.lag(1)).log();
const body = close.div(open).log();
const neighbours = daily.abs().mul(daily.lag(1).abs());
const bipower = neighbours.mean(63, quarter).mul(Math.PI / 2);

/** How the variance of returns is made up: up or down, day or night, diffusion or jumps, and the largest days. */
export const returnShape = [
  entry({
    factor: daily.atLeast(0).power(2).mean(63, quarter).mul(YEAR).sqrt().named("upside_dev_63"),
    title: "Upside deviation",
    doc: "√(252 × mean of max(r, 0)² over 63 sessions), target 0. Needs 42 returns.",
    unit: "fraction per year",
    source: "Sortino & van der Meer 1991, the other half",
  }),
  entry({
    factor: daily
      .atMost(0)
      .power(2)
      .mean(63, quarter)
      .div(squares.mean(63, quarter))
      .named("downside_share_63"),
    title: "Downside share of variance",
    doc: "Mean of min(r, 0)² over the mean of r², 63 sessions. ½ when gains and losses are alike. Needs 42 returns.",
    unit: "0 … 1",
    source: "Barndorff-Nielsen, Kinnebrock & Shephard 2010 (realised semivariance), from daily returns",
  }),
  entry({
    factor: gap
      .variance(63, quarter)
      .div(gap.variance(63, quarter).add(body.variance(63, quarter)))
      .named("overnight_variance_share_63"),
    title: "Overnight share of variance",
    doc: "Sample variance of ln(open / last close) over its sum with that of ln(close / open), 63 sessions. Needs 42.",
    unit: "0 … 1",
    source: "French & Roll 1986",
  }),
  entry({
    factor: bipower.mul(YEAR).sqrt().named("bipower_vol_63"),
    title: "Bipower volatility",
    doc: "√(252 × π/2 × mean of |r[t]| |r[t−1]| over 63 sessions): volatility without jumps. Needs 42 pairs.",
    unit: "fraction per year",
    source: "Barndorff-Nielsen & Shephard 2004, on daily returns",
  }),
  entry({
    factor: squares.mean(63, quarter).sub(bipower).div(squares.mean(63, quarter)).named("jump_share_63"),
    title: "Jump share of variance",
    doc: "1 − bipower variation / mean r² over 63 sessions; below 0 by sampling error where there are no jumps. Needs 42.",
    unit: "fraction",
    source: "Barndorff-Nielsen & Shephard 2004 (relative jump), on daily returns",
  }),
  entry({
    factor: daily.max(21, { min: 15 }).named("max_return_21"),
    title: "Largest daily return",
    doc: "Largest daily return of 21 sessions. Needs 15 returns.",
    unit: "fraction",
    source: "Bali, Cakici & Whitelaw 2011",
  }),
  entry({
    factor: daily.min(21, { min: 15 }).named("min_return_21"),
    title: "Smallest daily return",
    doc: "Smallest (most negative) daily return of 21 sessions. Needs 15 returns.",
    unit: "fraction",
    source: "Bali, Cakici & Whitelaw 2011",
  }),
  entry({
    factor: daily.skew(63, quarter).named("skew_63"),
    title: "Skewness",
    doc: "Sample skewness of daily returns over 63 sessions, corrected for bias. Needs 42 returns.",
    unit: "dimensionless",
    source: "Boyer, Mitton & Vorkink 2010 (as a predictor); the estimator G₁ of Joanes & Gill 1998",
  }),
  entry({
    factor: daily.kurt(63, quarter).named("kurt_63"),
    title: "Excess kurtosis",
    doc: "Sample excess kurtosis of daily returns over 63 sessions, corrected for bias: 0 for a normal. Needs 42 returns.",
    unit: "dimensionless",
    source:
      "Amaya, Christoffersen, Jacobs & Vasquez 2015 (as a predictor), daily; the estimator G₂ of Joanes & Gill 1998",
  }),
];
