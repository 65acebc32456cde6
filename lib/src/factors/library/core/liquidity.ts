import { close, dollarVolume, volume } from "../fields.js";
import { entry } from "../libraryFactor.js";

export const liquidity = [
  entry({
    factor: close.returns().abs().div(dollarVolume).mean(21, { min: 15 }).mul(1e6).named("amihud_21"),
    title: "Amihud illiquidity",
    doc: "Mean over 21 sessions of |r| / dollar volume, × 10⁶. Needs 15 sessions with volume.",
    unit: "fraction per million USD",
    source: "Amihud 2002",
  }),
  entry({
    factor: dollarVolume.mean(21, { min: 15 }).log().named("dollar_volume_21"),
    title: "Dollar volume",
    doc: "Natural logarithm of the mean of raw close × raw volume over 21 sessions. Needs 15.",
    unit: "ln USD",
    source: "Brennan, Chordia & Subrahmanyam 1998",
  }),
  entry({
    factor: volume
      .mean(21, { min: 15 })
      .div(volume.mean(252, { min: 126 }))
      .sub(1)
      .named("turnover_trend_21_252"),
    title: "Turnover trend",
    doc: "Mean volume of 21 sessions over that of 252, minus 1 (volume adjusted for splits). Needs 15 and 126.",
    unit: "fraction",
    source: "Gervais, Kaniel & Mingelgrin 2001 (high-volume premium), as a ratio of means",
  }),
];
