import { close, high, low, open } from "../fields.js";
import { entry } from "../libraryFactor.js";
import { ema, trueRange, typical } from "./bars.js";

const change = close.delta();
const fastK = (n: number) =>
  close
    .sub(low.min(n))
    .div(high.max(n).sub(low.min(n)))
    .mul(100);
const rises = change.atLeast(0).sum(14);
const falls = change.neg().atLeast(0).sum(14);
const buying = close.sub(low.atMost(close.lag(1)));
const pressure = (n: number) => buying.sum(n).div(trueRange.sum(n));

/** Mean distance of the last 20 typical prices from today's mean of them. */
function meanDeviation() {
  const mean = typical.mean(20);
  let sum = typical.sub(mean).abs();
  for (let k = 1; k < 20; k++) sum = sum.add(typical.lag(k).sub(mean).abs());
  return sum.div(20);
}

export const oscillators = [
  entry({
    factor: fastK(14).named("stochastic_k_14"),
    title: "Stochastic %K",
    doc: "100 × (close − lowest low) / (highest high − lowest low) of 14 sessions. Needs all 14.",
    unit: "0 … 100",
    source: "Lane 1984",
  }),
  entry({
    factor: fastK(14).mean(3).named("stochastic_d_14_3"),
    title: "Stochastic %D",
    doc: "Mean of the stochastic %K of 14 sessions over 3. Needs all 16.",
    unit: "0 … 100",
    source: "Lane 1984",
  }),
  entry({
    factor: high
      .max(14)
      .sub(close)
      .div(high.max(14).sub(low.min(14)))
      .mul(-100)
      .named("williams_r_14"),
    title: "Williams %R",
    doc: "−100 × (highest high − close) / (highest high − lowest low) of 14 sessions: %K − 100. Needs all 14.",
    unit: "−100 … 0",
    source: "Williams 1973",
  }),
  entry({
    factor: typical.sub(typical.mean(20)).div(meanDeviation().mul(0.015)).named("cci_20"),
    title: "Commodity channel index",
    doc: "(p − mean) / (0.015 × mean |p − mean|), p = (high + low + close) / 3 over 20 sessions. Needs all 20.",
    unit: "index",
    source: "Lambert 1980",
  }),
  entry({
    factor: rises.sub(falls).div(rises.add(falls)).mul(100).named("cmo_14"),
    title: "Chande momentum oscillator",
    doc: "100 × (sum of rises − sum of falls) / (their sum), 14 changes of the close. Needs all 14.",
    unit: "−100 … 100",
    source: "Chande & Kroll 1994",
  }),
  entry({
    factor: pressure(7)
      .mul(4)
      .add(pressure(14).mul(2))
      .add(pressure(28))
      .mul(100 / 7)
      .named("ultimate_7_14_28"),
    title: "Ultimate oscillator",
    doc: "100 × (4 A₇ + 2 A₁₄ + A₂₈) / 7, A the sum of close − true low over the sum of true ranges. Needs all 28.",
    unit: "0 … 100",
    source: "Williams 1985",
  }),
  entry({
    factor: ema(ema(change, 25), 13)
      .div(ema(ema(change.abs(), 25), 13))
      .mul(100)
      .named("tsi_25_13"),
    title: "True strength index",
    doc: "100 × EMA₁₃(EMA₂₅(change)) / EMA₁₃(EMA₂₅(|change|)) of the close. Needs 37 changes.",
    unit: "−100 … 100",
    source: "Blau 1991",
  }),
  entry({
    factor: close.sub(open).div(high.sub(low)).mean(14, { min: 10 }).named("balance_of_power_14"),
    title: "Balance of power",
    doc: "Mean over 14 sessions of (close − open) / (high − low). Needs 10 sessions with a range.",
    unit: "−1 … 1",
    source: "Livshin 2001",
  }),
  entry({
    factor: high.add(low).div(2).mean(5).sub(high.add(low).div(2).mean(34)).div(close).named("awesome_5_34"),
    title: "Awesome oscillator",
    doc: "(Mean of 5 − mean of 34 sessions of (high + low) / 2) / close. Needs all 34.",
    unit: "fraction of price",
    source: "Williams 1998, over price",
  }),
];
