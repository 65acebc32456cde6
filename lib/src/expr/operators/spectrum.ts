import { rollingSpectrum } from "../../core/index.js";
import { type Operator, type ParamSpec, windowOf } from "./operator.js";
import { rolling } from "./rolling.js";

const n: ParamSpec = { kind: "window", min: 4 };

/** What the periodogram of a trailing window says. */
export const spectra: readonly Operator[] = [
  rolling(
    "spectralEnergy",
    "Σ |X[k]|² over the frequencies k / n ≤ 1 / period, over that of all k ≥ 1; X the Fourier transform of the last n",
    ([x], out, params, { columns }) => {
      const period = params.period as number;
      rollingSpectrum(x, columns, { ...windowOf(params), kind: "energy", period }, out);
    },
    { n, period: { kind: "number", min: 2 } },
  ),
  rolling(
    "dominantPeriod",
    "n / k of the largest |X[k]|², k = 1 … n / 2; X the Fourier transform of the last n; of ties the longest",
    ([x], out, params, { columns }) => {
      rollingSpectrum(x, columns, { ...windowOf(params), kind: "dominant" }, out);
    },
    { n },
  ),
];
