import { close, open } from "../fields.js";
import { entry } from "../libraryFactor.js";

const change = close.delta();
const gain = change.atLeast(0).ewm({ alpha: 1 / 14, min: 14 });
const loss = change
  .atMost(0)
  .neg()
  .ewm({ alpha: 1 / 14, min: 14 });

export const technical = [
  entry({
    factor: gain.div(gain.add(loss)).mul(100).named("rsi_14"),
    title: "Relative strength index",
    doc: "100 × U / (U + D), U and D Wilder's means (alpha = 1/14, started at the first change) of gains and losses. Needs 14 changes.",
    unit: "0 … 100",
    source: "Wilder 1978",
  }),
  entry({
    factor: close.tsZscore(20, { min: 15 }).div(2).named("bollinger_20"),
    title: "Bollinger position",
    doc: "(close − mean) / (2 × sample standard deviation) over 20 sessions: −1 at the lower band, 1 at the upper. Needs 15.",
    unit: "bands",
    source: "Bollinger 2001 (%b rescaled), ddof 1",
  }),
  entry({
    factor: open.div(close.lag(1)).sub(1).mean(5, { min: 4 }).named("overnight_gap_5"),
    title: "Overnight gap",
    doc: "Mean over 5 sessions of open[t] / close[t−1] − 1. Needs 4.",
    unit: "fraction per session",
    source: "Lou, Polk & Skouras 2019 (overnight component of the return)",
  }),
];
