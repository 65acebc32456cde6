import { close, daily, high, low, volume } from "../fields.js";
import { entry } from "../libraryFactor.js";
import { ema, typical } from "./bars.js";

const change = close.delta();
const flow = typical.mul(volume);
const inflow = typical.delta().gt(0).mul(flow).sum(14);
const outflow = typical.delta().lt(0).mul(flow).sum(14);
const place = close.mul(2).sub(high).sub(low).div(high.sub(low));

export const volumeIndicators = [
  entry({
    factor: change
      .sign()
      .mul(volume)
      .sum(21, { min: 15 })
      .div(volume.sum(21, { min: 15 }))
      .named("obv_21"),
    title: "On-balance volume",
    doc: "Sum of sign(change of the close) × volume over 21 sessions / sum of volume: the change of OBV, free of its arbitrary start. Needs 15.",
    unit: "−1 … 1",
    source: "Granville 1963, over volume",
  }),
  entry({
    factor: inflow.div(inflow.add(outflow)).mul(100).named("mfi_14"),
    title: "Money flow index",
    doc: "100 × flow of rising sessions / flow of rising and falling ones, flow = (high + low + close) / 3 × volume, 14 sessions. Needs all 14.",
    unit: "0 … 100",
    source: "Quong & Soudack 1989",
  }),
  entry({
    factor: place
      .mul(volume)
      .sum(20, { min: 15 })
      .div(volume.sum(20, { min: 15 }))
      .named("chaikin_money_flow_20"),
    title: "Chaikin money flow",
    doc: "Sum of (2 close − high − low) / (high − low) × volume over 20 sessions / sum of volume. Needs 15.",
    unit: "−1 … 1",
    source: "Chaikin",
  }),
  entry({
    factor: ema(daily.mul(volume), 13).div(ema(volume, 13)).named("force_index_13"),
    title: "Force index",
    doc: "EMA₁₃ of return × volume over EMA₁₃ of volume: the volume-weighted return. Needs 13.",
    unit: "fraction per session",
    source: "Elder 1993, over price and volume",
  }),
  entry({
    factor: ema(volume, 12).div(ema(volume, 26)).sub(1).named("pvo_12_26"),
    title: "Volume oscillator",
    doc: "EMA₁₂ over EMA₂₆ of volume, minus 1. Needs 26.",
    unit: "fraction",
    source: "percentage volume oscillator, Appel's MACD on volume",
  }),
  entry({
    factor: close
      .div(flow.sum(20, { min: 15 }).div(volume.sum(20, { min: 15 })))
      .sub(1)
      .named("vwap_distance_20"),
    title: "Distance to the volume-weighted price",
    doc: "close / (sum of (high + low + close) / 3 × volume over 20 sessions / sum of volume) − 1. Needs 15.",
    unit: "fraction",
    source: "Berkowitz, Logue & Noser 1988 (VWAP), from daily typical prices",
  }),
];
