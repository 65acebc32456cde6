import { close } from "../fields.js";
import { entry } from "../libraryFactor.js";

export const momentum = [
  entry({
    factor: close.lag(21).div(close.lag(252)).sub(1).named("mom_12_1"),
    title: "Momentum 12−1",
    doc: "Return from 12 months to 1 month ago: close[t−21] / close[t−252] − 1.",
    unit: "fraction",
    source: "Jegadeesh & Titman 1993; the skipped month as in Asness 1994",
  }),
  entry({
    factor: close.returns(5).neg().named("reversal_5"),
    title: "Short-term reversal",
    doc: "Minus the return of the last 5 sessions: −(close[t] / close[t−5] − 1).",
    unit: "fraction",
    source: "Jegadeesh 1990; Lehmann 1990",
  }),
  entry({
    factor: close
      .div(close.max(252, { min: 126 }))
      .sub(1)
      .named("high_52w_distance"),
    title: "Distance to the 52-week high",
    doc: "close[t] / (highest close of 252 sessions) − 1, at most 0. Needs 126 sessions.",
    unit: "fraction",
    source: "George & Hwang 2004",
  }),
  entry({
    factor: close.log().slope(63, { min: 42 }).named("slope_63"),
    title: "Rolling slope",
    doc: "Least-squares slope of ln(close) on time over 63 sessions. Needs 42.",
    unit: "log return per session",
    source: "ordinary least squares",
  }),
];
