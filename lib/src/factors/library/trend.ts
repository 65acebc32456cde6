import type { Factor } from "../../expr/index.js";
import { close, daily, workday, workdaysLeft } from "./fields.js";
import { entry } from "./libraryFactor.js";

const logClose = close.log();
const quarter = { min: 42 };
const half = { min: 126 };
const steps = close.logReturns();
const turnOfMonth = workday.le(3).atLeast(workdaysLeft.eq(0));

/** Net move over the sum of moves, both over n changes. */
const efficiency = (n: number): Factor => close.sub(close.lag(n)).div(close.delta().abs().sum(n));

/** Mean return of every fifth session, counted from the one that follows today. */
function sameWeekday(weeks: number): Factor {
  let sum = daily.lag(4);
  for (let k = 2; k <= weeks; k++) sum = sum.add(daily.lag(5 * k - 1));
  return sum.div(weeks);
}

/** Mean of the returns of the 21 sessions that followed 1 … `years` years ago, over those that are present. */
function sameSeason(years: number): Factor {
  const lags = Array.from({ length: years }, (_, k) => 252 * (k + 1));
  const past = lags.map((lag) =>
    close
      .lag(lag - 21)
      .div(close.lag(lag))
      .sub(1),
  );
  const sum = past.map((season) => season.fillMissing(0)).reduce((a, b) => a.add(b));
  const count = past.map((season) => season.isMissing().eq(0)).reduce((a, b) => a.add(b));
  return sum.div(count);
}

/** How straight the path of the price is, and what its returns owe to the ones before. */
export const trend = [
  entry({
    factor: efficiency(21).named("efficiency_ratio_21"),
    title: "Efficiency ratio",
    doc: "(close[t] − close[t−21]) / sum of |changes| over 21 sessions, with its sign. Needs all 21.",
    unit: "−1 … 1",
    source: "Kaufman 1995, signed",
  }),
  entry({
    factor: efficiency(126).named("efficiency_ratio_126"),
    title: "Efficiency ratio, 6 months",
    doc: "(close[t] − close[t−126]) / sum of |changes| over 126 sessions, with its sign. Needs all 126.",
    unit: "−1 … 1",
    source: "Kaufman 1995, signed",
  }),
  entry({
    factor: logClose.rsquare(63, quarter).named("trend_r2_63"),
    title: "R² of the trend",
    doc: "R² of the least-squares line through ln(close) of 63 sessions. Needs 42.",
    unit: "0 … 1",
    source: "ordinary least squares",
  }),
  entry({
    factor: logClose
      .slope(90, { min: 60 })
      .mul(252)
      .mul(logClose.rsquare(90, { min: 60 }))
      .named("adjusted_slope_90"),
    title: "Slope × R²",
    doc: "252 × least-squares slope of ln(close) on time × its R², 90 sessions. Needs 60.",
    unit: "log return per year",
    source: "Clenow 2015, with the log slope not exponentiated",
  }),
  entry({
    factor: daily.gt(0).mean(63, quarter).named("up_share_63"),
    title: "Share of rising sessions",
    doc: "Share of 63 sessions with a return above 0. Needs 42 returns.",
    unit: "0 … 1",
    source: "Gutierrez & Prinsky 2007; as in Da, Gurun & Warachka 2014",
  }),
  entry({
    factor: daily.corr(daily.lag(1), 63, quarter).named("autocorr_63"),
    title: "Autocorrelation",
    doc: "Correlation of the return with the one before, 63 sessions. Needs 42 pairs.",
    unit: "−1 … 1",
    source: "Lo & MacKinlay 1990",
  }),
  entry({
    factor: close
      .logReturns(5)
      .variance(252, { min: 126 })
      .div(close.logReturns().variance(252, { min: 126 }).mul(5))
      .named("variance_ratio_5_252"),
    title: "Variance ratio",
    doc: "Sample variance (ddof 1) of overlapping 5-session log returns over 5 × that of 1-session ones, 252 sessions: above 1 in trends, below in reversals. Needs 126.",
    unit: "ratio",
    source: "Lo & MacKinlay 1988, without their small-sample factor",
  }),
  entry({
    factor: sameWeekday(10).named("season_weekday_10"),
    title: "Same weekday",
    doc: "Mean return of sessions t−4, t−9, … t−49: those that share the weekday of the next session in weeks without holidays. Needs all 10.",
    unit: "fraction per session",
    source: "Keloharju, Linnainmaa & Nyberg 2016, every fifth session for the weekday",
  }),
  entry({
    factor: sameSeason(5).named("season_5y_21"),
    title: "Same season in five years",
    doc: "Mean return of the 21 sessions that came next 1, 2, … 5 years (of 252 sessions) ago, over the years that there are. Needs one.",
    unit: "fraction",
    source: "Heston & Sadka 2008, annual lags 1 to 5 in sessions",
  }),
  entry({
    factor: daily
      .mask(turnOfMonth)
      .mean(252, { min: 24 })
      .sub(daily.mask(turnOfMonth.eq(0)).mean(252, { min: 100 }))
      .named("turn_of_month_252"),
    title: "Turn of the month",
    doc: "Mean return of 252 sessions on the last and the first three weekdays of a month, less that of the other sessions. A last weekday that is a holiday is not seen. Needs 24 and 100.",
    unit: "fraction per session",
    source: "Ariel 1987; Lakonishok & Smidt 1988",
  }),
  entry({
    factor: steps.hurstRs(252, half).named("hurst_rs_252"),
    title: "Hurst exponent by R/S",
    doc: "Rescaled range of log returns over 252 sessions, pieces of 252, 126, … 15, against its mean for independent returns: ½ + the slope. Needs 126.",
    unit: "exponent",
    source: "Hurst 1951; Anis & Lloyd 1976",
  }),
  entry({
    factor: steps.hurstDfa(252, half).named("hurst_dfa_252"),
    title: "Hurst exponent by DFA",
    doc: "Detrended fluctuation analysis of order 1 of log returns over 252 sessions, segments of 63, 31, 15, 7, against its mean for independent returns: ½ + the slope. Needs 126.",
    unit: "exponent",
    source: "Peng et al. 1994",
  }),
  entry({
    factor: steps.spectralEnergy(126, 21, { min: 84 }).named("spectral_energy_126_21"),
    title: "Energy in long periods",
    doc: "Share of the variance of log returns of 126 sessions at periods of 21 sessions and longer. About 0.1 for independent returns. Needs 84.",
    unit: "0 … 1",
    source: "periodogram; Granger & Morgenstern 1963",
  }),
  entry({
    factor: steps.dominantPeriod(126, { min: 84 }).named("dominant_period_126"),
    title: "Dominant period",
    doc: "The period with the largest share of the variance of log returns of 126 sessions, 126 / k. Needs 84.",
    unit: "sessions",
    source: "periodogram; Ehlers 2001",
  }),
];
