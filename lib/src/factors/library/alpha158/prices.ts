import type { Factor } from "../../../expr/index.js";
import { close, high, low } from "../fields.js";
import { type RollingKind, TINY } from "./rolling.js";

const change = close.sub(close.lag(1));
const gains = (n: number, options: { min: number }): Factor => change.atLeast(0).sum(n, options);
const losses = (n: number, options: { min: number }): Factor => change.neg().atLeast(0).sum(n, options);
const moves = (n: number, options: { min: number }): Factor => change.abs().sum(n, options).add(TINY);
const ups = (n: number, options: { min: number }): Factor => close.gt(close.lag(1)).mean(n, options);
const downs = (n: number, options: { min: number }): Factor => close.lt(close.lag(1)).mean(n, options);
const whenHigh = (n: number, options: { min: number }): Factor => high.argmax(n, options);
const whenLow = (n: number, options: { min: number }): Factor => low.argmin(n, options);

const ratio = "ratio to close";
const share = "0 … 1";
const signed = "−1 … 1";

export const prices: readonly RollingKind[] = [
  {
    name: "ROC",
    title: "Past close",
    doc: "close[t − n] / close[t].",
    unit: ratio,
    build: (n) => close.lag(n).div(close),
  },
  {
    name: "MA",
    title: "Moving average",
    doc: "Mean close of n sessions / close.",
    unit: ratio,
    build: (n, options) => close.mean(n, options).div(close),
  },
  {
    name: "STD",
    title: "Standard deviation of the close",
    doc: "Sample standard deviation (ddof 1) of the close over n sessions / close.",
    unit: ratio,
    build: (n, options) => close.std(n, options).div(close),
  },
  {
    name: "BETA",
    title: "Slope of the close",
    doc: "Least-squares slope of the close on time over n sessions / close.",
    unit: "ratio to close per session",
    build: (n, options) => close.slope(n, options).div(close),
  },
  {
    name: "RSQR",
    title: "R² of the trend",
    doc: "R² of the least-squares line through the closes of n sessions.",
    unit: share,
    build: (n, options) => close.rsquare(n, options),
  },
  {
    name: "RESI",
    title: "Distance from the trend",
    doc: "Today's residual from the least-squares line through the closes of n sessions / close.",
    unit: ratio,
    build: (n, options) => close.residual(n, options).div(close),
  },
  {
    name: "MAX",
    title: "Highest high",
    doc: "Highest high of n sessions / close.",
    unit: ratio,
    build: (n, options) => high.max(n, options).div(close),
  },
  {
    name: "MIN",
    title: "Lowest low",
    doc: "Lowest low of n sessions / close.",
    unit: ratio,
    build: (n, options) => low.min(n, options).div(close),
  },
  {
    name: "QTLU",
    title: "80 % quantile of the close",
    doc: "0.8-quantile (linear interpolation) of the closes of n sessions / close.",
    unit: ratio,
    build: (n, options) => close.quantile(n, 0.8, options).div(close),
  },
  {
    name: "QTLD",
    title: "20 % quantile of the close",
    doc: "0.2-quantile (linear interpolation) of the closes of n sessions / close.",
    unit: ratio,
    build: (n, options) => close.quantile(n, 0.2, options).div(close),
  },
  {
    name: "RANK",
    title: "Rank of the close in time",
    doc: "Average rank of the close among the closes of n sessions / their number.",
    unit: "(0, 1]",
    build: (n, options) => close.tsRank(n, options),
  },
  {
    name: "RSV",
    title: "Close in the range",
    doc: "(close − lowest low) / (highest high − lowest low) of n sessions.",
    unit: share,
    build: (n, options) => {
      const bottom = low.min(n, options);
      return close.sub(bottom).div(high.max(n, options).sub(bottom).add(TINY));
    },
  },
  {
    name: "IMAX",
    title: "Position of the highest high",
    doc: "Position of the highest high in the window of n sessions / n: 1 today, 1 / n the oldest; of ties the oldest. Over the first sessions too it counts in a whole window, where qlib counts in the sessions there are.",
    unit: "(0, 1]",
    build: (n, options) => whenHigh(n, options).neg().add(n).div(n),
  },
  {
    name: "IMIN",
    title: "Position of the lowest low",
    doc: "Position of the lowest low in the window of n sessions / n: 1 today, 1 / n the oldest; of ties the oldest. Over the first sessions too it counts in a whole window, where qlib counts in the sessions there are.",
    unit: "(0, 1]",
    build: (n, options) => whenLow(n, options).neg().add(n).div(n),
  },
  {
    name: "IMXD",
    title: "High after low",
    doc: "Sessions from the lowest low to the highest high, of n sessions, / n: above 0 when the high came later.",
    unit: signed,
    build: (n, options) => whenLow(n, options).sub(whenHigh(n, options)).div(n),
  },
  {
    name: "CNTP",
    title: "Share of rises",
    doc: "Share of n sessions with a close above the last one. A session without two closes is left out (qlib: counts as no).",
    unit: share,
    build: ups,
  },
  {
    name: "CNTN",
    title: "Share of falls",
    doc: "Share of n sessions with a close below the last one. A session without two closes is left out (qlib: counts as no).",
    unit: share,
    build: downs,
  },
  {
    name: "CNTD",
    title: "Share of rises less falls",
    doc: "Share of n sessions with a rise of the close less the share with a fall.",
    unit: signed,
    build: (n, options) => ups(n, options).sub(downs(n, options)),
  },
  {
    name: "SUMP",
    title: "Gains",
    doc: "Sum of the rises of the close over n sessions / sum of |changes|.",
    unit: share,
    build: (n, options) => gains(n, options).div(moves(n, options)),
  },
  {
    name: "SUMN",
    title: "Losses",
    doc: "Sum of the falls of the close over n sessions / sum of |changes|.",
    unit: share,
    build: (n, options) => losses(n, options).div(moves(n, options)),
  },
  {
    name: "SUMD",
    title: "Gains less losses",
    doc: "(Sum of rises − sum of falls) of the close over n sessions / sum of |changes|.",
    unit: signed,
    build: (n, options) => gains(n, options).sub(losses(n, options)).div(moves(n, options)),
  },
];
