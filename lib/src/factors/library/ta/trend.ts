import { close, high, low } from "../fields.js";
import { entry } from "../libraryFactor.js";
import { ema, trueRange, wilder } from "./bars.js";

const macd = ema(close, 12).sub(ema(close, 26));
const range = wilder(trueRange, 14);
const up = high.delta();
const down = low.delta().neg();
const plus = wilder(up.gt(down).mul(up.atLeast(0)), 14)
  .div(range)
  .mul(100);
const minus = wilder(down.gt(up).mul(down.atLeast(0)), 14)
  .div(range)
  .mul(100);
const triple = ema(ema(ema(close, 15), 15), 15);
const sinceHigh = high.argmax(26);
const sinceLow = low.argmin(26);
const conversion = high.max(9).add(low.min(9)).div(2);
const base = high.max(26).add(low.min(26)).div(2);

export const trend = [
  entry({
    factor: macd.div(close).named("macd_12_26"),
    title: "MACD",
    doc: "(EMA₁₂ − EMA₂₆ of the close) / close. EMAs start at the first close. Needs 26.",
    unit: "fraction of price",
    source: "Appel 1979, over price",
  }),
  entry({
    factor: macd.sub(ema(macd, 9)).div(close).named("macd_histogram_12_26_9"),
    title: "MACD histogram",
    doc: "(MACD − EMA₉ of MACD) / close, MACD = EMA₁₂ − EMA₂₆ of the close. Needs 34.",
    unit: "fraction of price",
    source: "Aspray 1986, over price",
  }),
  entry({
    factor: wilder(plus.sub(minus).abs().div(plus.add(minus)).mul(100), 14).named("adx_14"),
    title: "Average directional index",
    doc: "Wilder's mean (alpha = 1/14) of 100 |DI⁺ − DI⁻| / (DI⁺ + DI⁻): the strength of a trend, not its direction. Needs 27 changes.",
    unit: "0 … 100",
    source: "Wilder 1978, means started at the first value",
  }),
  entry({
    factor: plus.sub(minus).named("di_spread_14"),
    title: "Directional indicators",
    doc: "DI⁺ − DI⁻: 100 × Wilder's mean of upward less downward directional movement, over that of the true range, 14 sessions. Needs 14.",
    unit: "−100 … 100",
    source: "Wilder 1978",
  }),
  entry({
    factor: sinceLow
      .sub(sinceHigh)
      .mul(100 / 25)
      .named("aroon_25"),
    title: "Aroon oscillator",
    doc: "100 × (sessions since the lowest low − sessions since the highest high) / 25, over 26 sessions; of ties the oldest. Needs 26.",
    unit: "−100 … 100",
    source: "Chande 1995",
  }),
  entry({
    factor: triple.returns().mul(100).named("trix_15"),
    title: "TRIX",
    doc: "Return of the triple EMA₁₅ of the close, in percent. Needs 44 closes.",
    unit: "percent per session",
    source: "Hutson 1983",
  }),
  entry({
    factor: high
      .sub(low.lag(1))
      .abs()
      .sum(14)
      .sub(low.sub(high.lag(1)).abs().sum(14))
      .div(trueRange.sum(14))
      .named("vortex_14"),
    title: "Vortex",
    doc: "VI⁺ − VI⁻ over 14 sessions: sum of |high − last low| less sum of |low − last high|, over the sum of true ranges. Needs all 14.",
    unit: "ratio",
    source: "Botes & Siepman 2010",
  }),
  entry({
    factor: conversion.sub(base).div(close).named("ichimoku_9_26"),
    title: "Ichimoku lines",
    doc: "(Conversion − base line) / close: the middles of the ranges of 9 and of 26 sessions. Needs all 26.",
    unit: "fraction of price",
    source: "Hosoda 1968",
  }),
  entry({
    factor: close
      .div(close.mean(200, { min: 150 }))
      .sub(1)
      .named("sma_distance_200"),
    title: "Distance to the 200-day average",
    doc: "close / mean close of 200 sessions − 1. Needs 150.",
    unit: "fraction",
    source: "Brock, Lakonishok & LeBaron 1992",
  }),
  entry({
    factor: close
      .mean(50, { min: 40 })
      .div(close.mean(200, { min: 150 }))
      .sub(1)
      .named("sma_cross_50_200"),
    title: "Moving-average crossover",
    doc: "Mean close of 50 sessions over that of 200, minus 1: above 0 after a golden cross. Needs 40 and 150.",
    unit: "fraction",
    source: "Brock, Lakonishok & LeBaron 1992; Avramov, Kaplanski & Subrahmanyam 2021",
  }),
];
