import type { Factor } from "../../expr/index.js";
import { acrossMean, close, daily, dollarVolume, YEAR } from "./fields.js";
import { entry } from "./libraryFactor.js";

/** Equal-weight return of the assets of the date, the asset itself included. */
const market = acrossMean(daily);
const year = { min: 126 };
const falling = market.lt(0);
const rising = market.gt(0);
const net = acrossMean(daily.gt(0)).sub(acrossMean(daily.lt(0)));
const traded = dollarVolume.mask(daily.isMissing().eq(0));
const unexplained = daily.residualOn(market, 252, year);

/** Idiosyncratic standard deviation per session: that of the residuals of the window's own regression, ddof 1. */
const idiosyncratic = (n: number, min: number) =>
  daily.std(n, { min }).mul(daily.rsquareOn(market, n, { min }).neg().add(1).atLeast(0).sqrt());

/** Correlation of returns of three sessions over five years times the ratio of deviations over one, a third to 1. */
function frazziniPedersen(): Factor {
  const threeDays = close.logReturns(3);
  const correlation = threeDays.corr(acrossMean(threeDays), 1260, { min: 252 });
  const ratio = close.logReturns().std(252, year).div(acrossMean(close.logReturns()).std(252, year));
  return correlation.mul(ratio).mul(0.6).add(0.4);
}

/** Against the equal-weight mean return of the panel's assets: with another universe it is another market. */
export const againstMarket = [
  entry({
    factor: daily.beta(market, 252, year).named("beta_252"),
    title: "Market beta",
    doc: "Least-squares slope over 252 sessions of the daily return on the equal-weight return of the panel. Needs 126.",
    unit: "return per return",
    source: "Sharpe 1964; Fama & MacBeth 1973",
  }),
  entry({
    factor: daily.beta(market, 63, { min: 42 }).named("beta_63"),
    title: "Market beta, 3 months",
    doc: "Least-squares slope over 63 sessions of the daily return on the equal-weight return of the panel. Needs 42.",
    unit: "return per return",
    source: "Sharpe 1964; Lewellen & Nagel 2006 (short windows)",
  }),
  entry({
    factor: falling.where(daily).beta(falling.where(market), 252, { min: 40 }).named("downside_beta_252"),
    title: "Downside beta",
    doc: "Beta over the sessions, of the last 252, on which the equal-weight market fell. Needs 40 of them.",
    unit: "return per return",
    source: "Ang, Chen & Xing 2006, threshold 0",
  }),
  entry({
    factor: rising.where(daily).beta(rising.where(market), 252, { min: 40 }).named("upside_beta_252"),
    title: "Upside beta",
    doc: "Beta over the sessions, of the last 252, on which the equal-weight market rose. Needs 40 of them.",
    unit: "return per return",
    source: "Ang, Chen & Xing 2006, threshold 0",
  }),
  entry({
    factor: daily
      .beta(market, 252, year)
      .add(daily.beta(market.lag(1), 252, year))
      .named("lagged_beta_252"),
    title: "Beta with a lag",
    doc: "Slope on the equal-weight return of the day plus slope on that of the day before, each over 252 sessions: for stocks that trade late. Needs 126.",
    unit: "return per return",
    source: "Dimson 1979; Scholes & Williams 1977, with simple regressions and without the lead",
  }),
  entry({
    factor: frazziniPedersen().named("shrunk_beta"),
    title: "Shrunk beta",
    doc: "0.6 ρ σ / σₘ + 0.4: ρ the correlation of overlapping 3-session log returns with the market's over 1,260 sessions, σ deviations (ddof 1) of log returns over 252; the market is the equal-weight mean. Needs 252 and 126.",
    unit: "return per return",
    source: "Frazzini & Pedersen 2014",
  }),
  entry({
    factor: daily.pcaLoading(126, { min: 84 }).named("pca_loading_126"),
    title: "Loading on the first component",
    doc: "Covariance (ddof 1) over 126 sessions of the daily return with the first standardised principal component of all returns. Needs 84.",
    unit: "fraction per session",
    source: "Connor & Korajczyk 1988; Kritzman et al. 2011",
  }),
  entry({
    factor: daily.pcaLoading(126, { k: 2, min: 84 }).abs().named("pca_loading2_126"),
    title: "Loading on the second component",
    doc: "Absolute covariance (ddof 1) over 126 sessions of the daily return with the second standardised principal component of all returns. Needs 84.",
    unit: "fraction per session",
    source: "Connor & Korajczyk 1988",
  }),
  entry({
    factor: daily.rsquareOn(market, 252, year).named("market_r2_252"),
    title: "R² on the market",
    doc: "Squared correlation over 252 sessions with the equal-weight return of the panel. Needs 126.",
    unit: "0 … 1",
    source: "Roll 1988",
  }),
  entry({
    factor: idiosyncratic(63, 42).mul(Math.sqrt(YEAR)).named("idio_vol_63"),
    title: "Idiosyncratic volatility",
    doc: "Sample standard deviation (ddof 1) of the residuals of the return on the equal-weight market over 63 sessions, × √252: std × √(1 − R²). Needs 42.",
    unit: "fraction per year",
    source: "Ang, Hodrick, Xing & Zhang 2006, with one market factor",
  }),
  entry({
    factor: unexplained
      .sum(231, year)
      .lag(21)
      .div(unexplained.std(231, year).lag(21))
      .named("residual_mom_12_1"),
    title: "Residual momentum",
    doc: "Sum over their sample standard deviation, from 12 months to 1 month ago, of daily residuals on the equal-weight market (each from the regression over the 252 sessions up to its day). Needs 126.",
    unit: "standard deviations",
    source: "Blitz, Huij & Martens 2011, daily and with one market factor",
  }),
  entry({
    factor: acrossMean(close.gt(close.mean(50, { min: 40 }))).named("breadth_50"),
    title: "Market breadth",
    doc: "Share of the assets whose close is above its 50-session mean: one value per date, to condition on. Needs 40.",
    unit: "0 … 1",
    source: "share of stocks above their moving average",
  }),
  entry({
    factor: acrossMean(close.ge(close.max(252, year)))
      .sub(acrossMean(close.le(close.min(252, year))))
      .named("breadth_new_highs_252"),
    title: "New highs less new lows",
    doc: "Share of the assets at their 252-session highest close less the share at their lowest: one value per date. Needs 126.",
    unit: "−1 … 1",
    source: "high–low index",
  }),
  entry({
    factor: net.mean(10, { min: 8 }).named("advance_decline_10"),
    title: "Advances less declines",
    doc: "Mean over 10 sessions of the share of assets that rose less the share that fell: one value per date, for assets that have 8.",
    unit: "−1 … 1",
    source: "advance–decline line, as a mean",
  }),
  entry({
    factor: acrossMean(traded.mul(daily.gt(0)))
      .div(acrossMean(traded))
      .mean(10, { min: 8 })
      .named("up_volume_share_10"),
    title: "Share of rising volume",
    doc: "Mean over 10 sessions of the dollar volume of the assets that rose over that of all: one value per date, for assets that have 8.",
    unit: "0 … 1",
    source: "up/down volume; Arms 1989",
  }),
  entry({
    factor: acrossMean(daily.demean().power(2)).sqrt().mean(21, { min: 15 }).named("dispersion_21"),
    title: "Cross-sectional dispersion",
    doc: "Mean over 21 sessions of the standard deviation (ddof 0) of daily returns across assets: one value per date, for assets that have 15.",
    unit: "fraction per session",
    source: "Solnik & Roulet 2000",
  }),
];
