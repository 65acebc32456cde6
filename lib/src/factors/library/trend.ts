import type { Factor } from "../../expr/index.js";
import { close, daily } from "./fields.js";
import { entry } from "./libraryFactor.js";

const logClose = close.log();
const quarter = { min: 42 };

/** Net move over the sum of moves, both over n changes. */
const efficiency = (n: number): Factor => close.sub(close.lag(n)).div(close.delta().abs().sum(n));

/** Mean return of every fifth session, counted from the one that follows today. */
function sameWeekday(weeks: number): Factor {
  let sum = daily.lag(4);
  for (let k = 2; k <= weeks; k++) sum = sum.add(daily.lag(5 * k - 1));
  return sum.div(weeks);
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
];
