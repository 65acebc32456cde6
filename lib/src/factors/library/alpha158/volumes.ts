import type { Factor } from "../../../expr/index.js";
import { close, volume } from "../fields.js";
import { type RollingKind, TINY } from "./rolling.js";

const change = volume.sub(volume.lag(1));
const rises = (n: number, options: { min: number }): Factor => change.atLeast(0).sum(n, options);
const falls = (n: number, options: { min: number }): Factor => change.neg().atLeast(0).sum(n, options);
const moves = (n: number, options: { min: number }): Factor => change.abs().sum(n, options).add(TINY);
const today = volume.add(TINY);
const weighted = close.div(close.lag(1)).sub(1).abs().mul(volume);

const signed = "−1 … 1";
const ratio = "ratio to volume";

export const volumes: readonly RollingKind[] = [
  {
    name: "CORR",
    title: "Price and volume",
    doc: "Correlation of the close with ln(volume + 1) over n sessions.",
    unit: signed,
    build: (n, options) => close.corr(volume.add(1).log(), n, options),
  },
  {
    name: "CORD",
    title: "Price change and volume change",
    doc: "Correlation of close / last close with ln(volume / last volume + 1) over n sessions.",
    unit: signed,
    build: (n, options) => {
      const turnover = volume.div(volume.lag(1)).add(1).log();
      return close.div(close.lag(1)).corr(turnover, n, options);
    },
  },
  {
    name: "VMA",
    title: "Mean volume",
    doc: "Mean volume of n sessions / volume.",
    unit: ratio,
    build: (n, options) => volume.mean(n, options).div(today),
  },
  {
    name: "VSTD",
    title: "Standard deviation of volume",
    doc: "Sample standard deviation (ddof 1) of volume over n sessions / volume.",
    unit: ratio,
    build: (n, options) => volume.std(n, options).div(today),
  },
  {
    name: "WVMA",
    title: "Variability of weighted moves",
    doc: "Sample standard deviation (ddof 1) of |r| × volume over n sessions / its mean.",
    unit: "fraction",
    build: (n, options) => weighted.std(n, options).div(weighted.mean(n, options).add(TINY)),
  },
  {
    name: "VSUMP",
    title: "Rises of volume",
    doc: "Sum of the rises of volume over n sessions / sum of |changes|.",
    unit: "0 … 1",
    build: (n, options) => rises(n, options).div(moves(n, options)),
  },
  {
    name: "VSUMN",
    title: "Falls of volume",
    doc: "Sum of the falls of volume over n sessions / sum of |changes|.",
    unit: "0 … 1",
    build: (n, options) => falls(n, options).div(moves(n, options)),
  },
  {
    name: "VSUMD",
    title: "Rises less falls of volume",
    doc: "(Sum of rises − sum of falls) of volume over n sessions / sum of |changes|.",
    unit: signed,
    build: (n, options) => rises(n, options).sub(falls(n, options)).div(moves(n, options)),
  },
];
