import { close, high, low } from "../fields.js";
import { entry } from "../libraryFactor.js";
import { ema, trueRange, wilder } from "./bars.js";

const channelTop = high.max(20).lag(1);
const channelBottom = low.min(20).lag(1);
const range = ema(high.sub(low), 9);

/** Channels around the price, and how wide they are. */
export const bands = [
  entry({
    factor: wilder(trueRange, 14).div(close).named("atr_14"),
    title: "Average true range",
    doc: "Wilder's mean (alpha = 1/14) of the true range / close. Needs 14.",
    unit: "fraction of price",
    source: "Wilder 1978, over price",
  }),
  entry({
    factor: close
      .std(20, { min: 15 })
      .mul(4)
      .div(close.mean(20, { min: 15 }))
      .named("bollinger_width_20"),
    title: "Bollinger band width",
    doc: "4 × sample standard deviation (ddof 1) / mean of the close, 20 sessions. Needs 15.",
    unit: "fraction of price",
    source: "Bollinger 2001, ddof 1",
  }),
  entry({
    factor: close.sub(ema(close, 20)).div(wilder(trueRange, 10).mul(2)).named("keltner_20_10"),
    title: "Keltner position",
    doc: "(close − EMA₂₀) / (2 × ATR₁₀): −1 at the lower band, 1 at the upper. Needs 20.",
    unit: "bands",
    source: "Keltner 1960 in the form of Raschke",
  }),
  entry({
    factor: close.sub(channelBottom).div(channelTop.sub(channelBottom)).named("donchian_20"),
    title: "Donchian position",
    doc: "(close − lowest low) / (highest high − lowest low) of the 20 sessions before today: outside 0 … 1 on a breakout. Needs all 20.",
    unit: "channels",
    source: "Donchian 1960",
  }),
  entry({
    factor: trueRange
      .sum(14)
      .div(high.max(14).sub(low.min(14)))
      .log()
      .mul(100 / Math.log(14))
      .named("choppiness_14"),
    title: "Choppiness index",
    doc: "100 × ln(sum of true ranges / (highest high − lowest low)) / ln 14, 14 sessions: high without a trend. Needs all 14.",
    unit: "0 … 100",
    source: "Dreiss 1993",
  }),
  entry({
    factor: range.div(ema(range, 9)).sum(25).named("mass_index_25"),
    title: "Mass index",
    doc: "Sum over 25 sessions of EMA₉(range) / EMA₉(EMA₉(range)), range = high − low. Needs all 25 after 16.",
    unit: "sessions",
    source: "Dorsey 1992",
  }),
];
