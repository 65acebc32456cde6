import { acrossMean, close, daily, high, low, open } from "./fields.js";
import { entry } from "./libraryFactor.js";

const year = { min: 126 };
const half = close.lag(21).div(close.lag(126)).sub(1);
const whole = close.lag(21).div(close.lag(252)).sub(1);
const top = high.max(252, year);
const bottom = low.min(252, year);
const market = acrossMean(daily);

export const momentum = [
  entry({
    factor: close.lag(21).div(close.lag(63)).sub(1).named("mom_3_1"),
    title: "Momentum 3−1",
    doc: "Return from 3 months to 1 month ago: close[t−21] / close[t−63] − 1.",
    unit: "fraction",
    source: "Jegadeesh & Titman 1993, 3 months",
  }),
  entry({
    factor: half.named("mom_6_1"),
    title: "Momentum 6−1",
    doc: "Return from 6 months to 1 month ago: close[t−21] / close[t−126] − 1.",
    unit: "fraction",
    source: "Jegadeesh & Titman 1993, 6 months",
  }),
  entry({
    factor: close.lag(126).div(close.lag(252)).sub(1).named("mom_12_7"),
    title: "Intermediate momentum",
    doc: "Return from 12 to 6 months ago: close[t−126] / close[t−252] − 1.",
    unit: "fraction",
    source: "Novy-Marx 2012",
  }),
  entry({
    factor: half.sub(close.lag(126).div(close.lag(252)).sub(1)).named("mom_acceleration"),
    title: "Acceleration of momentum",
    doc: "Momentum 6−1 less the return from 12 to 6 months ago.",
    unit: "fraction",
    source: "Gettleman & Marks 2006",
  }),
  entry({
    factor: whole.div(daily.std(252, year)).named("mom_risk_adjusted_12_1"),
    title: "Risk-adjusted momentum",
    doc: "Momentum 12−1 over the sample standard deviation (ddof 1) of daily returns of 252 sessions. Needs 126 returns.",
    unit: "daily standard deviations",
    source: "Rachev, Jasic, Stoyanov & Fabozzi 2007",
  }),
  entry({
    factor: whole
      .sign()
      .mul(daily.lt(0).mean(231, year).lag(21).sub(daily.gt(0).mean(231, year).lag(21)))
      .named("information_discreteness"),
    title: "Information discreteness",
    doc: "Sign of momentum 12−1 × (share of falling − share of rising sessions of its 231): low when a trend came in small steps. Needs 126.",
    unit: "−1 … 1",
    source: "Da, Gurun & Warachka 2014",
  }),
  entry({
    factor: open.div(close.lag(1)).log().mean(63, { min: 42 }).named("overnight_mom_63"),
    title: "Overnight momentum",
    doc: "Mean over 63 sessions of ln(open / last close). Needs 42.",
    unit: "log return per session",
    source: "Lou, Polk & Skouras 2019",
  }),
  entry({
    factor: close.div(open).log().mean(63, { min: 42 }).named("intraday_mom_63"),
    title: "Intraday momentum",
    doc: "Mean over 63 sessions of ln(close / open). Needs 42.",
    unit: "log return per session",
    source: "Lou, Polk & Skouras 2019",
  }),
  entry({
    factor: daily.neg().named("reversal_1"),
    title: "One-day reversal",
    doc: "Minus the return of the last session.",
    unit: "fraction",
    source: "Lehmann 1990; Lo & MacKinlay 1990",
  }),
  entry({
    factor: close.returns(21).neg().named("reversal_21"),
    title: "One-month reversal",
    doc: "Minus the return of the last 21 sessions.",
    unit: "fraction",
    source: "Jegadeesh 1990",
  }),
  entry({
    factor: daily.residualOn(market, 252, year).sum(21, { min: 15 }).neg().named("residual_reversal_21"),
    title: "Residual reversal",
    doc: "Minus the sum over 21 sessions of daily residuals on the equal-weight market, each from the regression over the 252 sessions up to its day. Needs 126 and 15.",
    unit: "fraction",
    source: "Blitz, Huij, Lansdorp & Verbeek 2013, daily and with one market factor",
  }),
  entry({
    factor: close.div(bottom).sub(1).named("low_52w_distance"),
    title: "Distance to the 52-week low",
    doc: "close / (lowest low of 252 sessions) − 1, at least 0. Needs 126.",
    unit: "fraction",
    source: "George & Hwang 2004, the other end",
  }),
  entry({
    factor: close.sub(bottom).div(top.sub(bottom)).named("range_52w_position"),
    title: "Position in the 52-week range",
    doc: "(close − lowest low) / (highest high − lowest low) of 252 sessions. Needs 126.",
    unit: "0 … 1",
    source: "George & Hwang 2004, between both ends",
  }),
  entry({
    factor: high.argmax(252, year).div(-252).add(1).named("high_52w_recency"),
    title: "Recency of the 52-week high",
    doc: "1 − sessions since the highest high of 252 sessions / 252; of ties the oldest. Needs 126.",
    unit: "0 … 1",
    source: "Bhootra & Hur 2013",
  }),
  entry({
    factor: close.lag(231).div(close.lag(252)).sub(1).named("season_1y_21"),
    title: "Same season a year ago",
    doc: "Return of the 21 sessions that came next a year (252 sessions) ago: close[t−231] / close[t−252] − 1.",
    unit: "fraction",
    source: "Heston & Sadka 2008, the first annual lag in sessions",
  }),
];
