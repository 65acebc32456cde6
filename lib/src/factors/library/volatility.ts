import { close, daily, high, low, open, YEAR } from "./fields.js";
import { entry } from "./libraryFactor.js";

const LN2 = Math.log(2);
const MONTH = 21;
const least = { min: 15 };
const perYear = "fraction per year";

const range = high.div(low).log();
const body = close.div(open).log();
const gap = open.div(close.lag(1)).log();
const rogersSatchell = high
  .div(close)
  .log()
  .mul(high.div(open).log())
  .add(low.div(close).log().mul(low.div(open).log()));
const squares = daily.power(2);
const month = daily.std(MONTH, least).mul(Math.sqrt(YEAR));

/** Yang and Zhang's weight of the open-to-close variance: it makes the variance of the estimator smallest. */
const yangZhangWeight = 0.34 / (1.34 + (MONTH + 1) / (MONTH - 1));

export const volatility = [
  entry({
    factor: daily.std(63, { min: 42 }).mul(Math.sqrt(YEAR)).named("realized_vol_63"),
    title: "Realised volatility, 3 months",
    doc: "Sample standard deviation (ddof 1) of daily returns over 63 sessions × √252. Needs 42 returns.",
    unit: perYear,
    source: "close-to-close estimator",
  }),
  entry({
    factor: daily.std(252, { min: 126 }).mul(Math.sqrt(YEAR)).named("realized_vol_252"),
    title: "Realised volatility, 12 months",
    doc: "Sample standard deviation (ddof 1) of daily returns over 252 sessions × √252. Needs 126 returns.",
    unit: perYear,
    source: "close-to-close estimator; Ang, Hodrick, Xing & Zhang 2006 (as a predictor)",
  }),
  entry({
    factor: squares.ewm({ alpha: 0.06, min: 21 }).mul(YEAR).sqrt().named("ewma_vol_94"),
    title: "Exponentially weighted volatility",
    doc: "√(252 × exponentially weighted mean of r²), decay 0.94 per session, mean taken as 0. Needs 21 returns.",
    unit: perYear,
    source: "RiskMetrics 1996",
  }),
  entry({
    factor: range
      .power(2)
      .mean(MONTH, least)
      .mul(YEAR / (4 * LN2))
      .sqrt()
      .named("parkinson_vol_21"),
    title: "Parkinson volatility",
    doc: "√(252 × mean of ln(high / low)² over 21 sessions / (4 ln 2)). Blind to gaps overnight. Needs 15.",
    unit: perYear,
    source: "Parkinson 1980",
  }),
  entry({
    factor: range
      .power(2)
      .mul(0.5)
      .sub(body.power(2).mul(2 * LN2 - 1))
      .mean(MONTH, least)
      .mul(YEAR)
      .sqrt()
      .named("garman_klass_vol_21"),
    title: "Garman–Klass volatility",
    doc: "√(252 × mean of ½ ln(high / low)² − (2 ln 2 − 1) ln(close / open)² over 21 sessions). Needs 15.",
    unit: perYear,
    source: "Garman & Klass 1980, the practical estimator without the overnight term",
  }),
  entry({
    factor: rogersSatchell.mean(MONTH, least).mul(YEAR).sqrt().named("rogers_satchell_vol_21"),
    title: "Rogers–Satchell volatility",
    doc: "√(252 × mean of ln(H/C) ln(H/O) + ln(L/C) ln(L/O) over 21 sessions). Free of drift; blind to gaps. Needs 15.",
    unit: perYear,
    source: "Rogers & Satchell 1991",
  }),
  entry({
    factor: gap
      .variance(MONTH, least)
      .add(body.variance(MONTH, least).mul(yangZhangWeight))
      .add(rogersSatchell.mean(MONTH, least).mul(1 - yangZhangWeight))
      .mul(YEAR)
      .sqrt()
      .named("yang_zhang_vol_21"),
    title: "Yang–Zhang volatility",
    doc: "√(252 × (V₀ + k V₁ + (1 − k) RS)) over n = 21 sessions: V₀, V₁ sample variances (ddof 1) of ln(open / last close) and ln(close / open), RS the Rogers–Satchell mean, k = 0.34 / (1.34 + (n + 1) / (n − 1)). Needs 15 of each.",
    unit: perYear,
    source: "Yang & Zhang 2000",
  }),
  entry({
    factor: month
      .std(63, { min: 42 })
      .div(month.mean(63, { min: 42 }))
      .named("vol_of_vol_63"),
    title: "Volatility of volatility",
    doc: "Sample standard deviation (ddof 1) over 63 sessions of the 21-session realised volatility, over its mean. Needs 42.",
    unit: "fraction",
    source: "Baltussen, van Bekkum & van der Grient 2018, from realised volatility",
  }),
  entry({
    factor: month
      .div(daily.std(252, { min: 126 }).mul(Math.sqrt(YEAR)))
      .sub(1)
      .named("vol_trend_21_252"),
    title: "Volatility trend",
    doc: "Realised volatility of 21 sessions over that of 252, minus 1. Needs 15 and 126 returns.",
    unit: "fraction",
    source: "ratio of close-to-close estimators",
  }),
];
