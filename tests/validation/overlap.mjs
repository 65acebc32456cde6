/**
 * How often each test of the mean rank IC rejects at 5 % when the factor is noise (size), and when it is not (power).
 * Factor: independent AR(1) per name; returns: independent normal, plus `edge` times yesterday's factor.
 */
import { Random } from "../../lib/dist/core/index.js";
import { MEAN_TESTS, meanInference } from "../../lib/dist/ic/index.js";

const NAMES = 60;

export const SETTINGS = [
  { dates: 1250, horizon: 1, phi: 0.99, edge: 0 },
  { dates: 1250, horizon: 5, phi: 0.99, edge: 0 },
  { dates: 1250, horizon: 20, phi: 0.99, edge: 0 },
  { dates: 1250, horizon: 100, phi: 0.99, edge: 0 },
  { dates: 1250, horizon: 100, phi: 0.9, edge: 0 },
  { dates: 1250, horizon: 100, phi: 0, edge: 0 },
  { dates: 2500, horizon: 100, phi: 0.99, edge: 0 },
  { dates: 1250, horizon: 20, phi: 0.99, edge: 0.01 },
  { dates: 1250, horizon: 100, phi: 0.99, edge: 0.01 },
];

/** Share of trials in which each test rejects at 5 %. */
export function rejections({ dates, horizon, phi, edge }, trials, seed = 1) {
  const counts = Object.fromEntries(MEAN_TESTS.map((name) => [name, 0]));
  for (let trial = 0; trial < trials; trial++) {
    const random = new Random(seed).fork(`${dates} ${horizon} ${phi} ${edge} ${trial}`);
    const inference = meanInference(rankIcs({ dates, horizon, phi, edge }, random), horizon);
    for (const name of MEAN_TESTS) if (inference[name].p < 0.05) counts[name]++;
  }
  return Object.fromEntries(MEAN_TESTS.map((name) => [name, counts[name] / trials]));
}

/** Rank IC per date; no ties, so ranks are positions in the sorted order. */
function rankIcs({ dates, horizon, phi, edge }, random) {
  const factor = Array.from({ length: dates }, () => new Float64Array(NAMES));
  const level = Array.from({ length: dates }, () => new Float64Array(NAMES));
  const noise = Math.sqrt(1 - phi * phi);
  for (let i = 0; i < dates; i++) {
    for (let j = 0; j < NAMES; j++) {
      factor[i][j] = i === 0 ? random.normal() : phi * factor[i - 1][j] + noise * random.normal();
      if (i > 0) level[i][j] = level[i - 1][j] + random.normal() + edge * factor[i - 1][j];
    }
  }
  const out = new Float64Array(dates - horizon);
  const sorted = new Float64Array(NAMES);
  const x = new Float64Array(NAMES);
  const y = new Float64Array(NAMES);
  const move = new Float64Array(NAMES);
  for (let i = 0; i < out.length; i++) {
    for (let j = 0; j < NAMES; j++) move[j] = level[i + horizon][j] - level[i][j];
    ranks(factor[i], x, sorted);
    ranks(move, y, sorted);
    let far = 0;
    for (let j = 0; j < NAMES; j++) far += (x[j] - y[j]) ** 2;
    out[i] = 1 - (6 * far) / (NAMES * (NAMES * NAMES - 1));
  }
  return out;
}

function ranks(values, out, sorted) {
  sorted.set(values);
  sorted.sort();
  for (let j = 0; j < values.length; j++) {
    let low = 0;
    let high = values.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] < values[j]) low = middle + 1;
      else high = middle;
    }
    out[j] = low;
  }
}
