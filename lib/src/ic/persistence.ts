import type { Persistence } from "../core/index.js";
import type { FactorFrame } from "./factorFrame.js";

type RankedPairs = Pick<FactorFrame, "horizon" | "names" | "ranks" | "forwardRanks" | "assets">;

/**
 * How the IC of a factor that knows nothing persists beyond the overlap of its forward returns: that of the factor
 * times that of the returns.
 *
 * Dates fall into blocks of `step`, a multiple of the horizon near 1.875 n^⅓ or the horizon itself. Give the factor's paths to
 * the names at random: the ICs of two blocks then have a covariance proportional to the correlation of the factor's
 * ranks on their first dates times that of the ranks of their returns (Hoeffding 1951), forward returns added up so that
 * they do not overlap. Its mean over pairs of blocks of one distance is the autocorrelation. Slow factors and slow
 * returns meet by chance for long (Ferson, Sarkissian & Simin 2003); the cosines of a few years see a part of that.
 *
 * What the factor explains of the returns on average is taken out of them first: else one that knows something would be
 * judged by its own success. A name that is missing on a date counts for nothing there.
 */
export function persistence(frame: RankedPairs): Persistence {
  const { horizon, names, ranks, forwardRanks } = frame;
  const width = frame.assets.length;
  let [first, last] = [0, names.length - 1];
  while (first <= last && names[first] === 0) first++;
  while (last > first && names[last] === 0) last--;
  const dates = last + 1 - first;
  const step = horizon * Math.max(1, Math.round((FINEST * Math.cbrt(dates)) / horizon));
  const blocks = Math.floor(dates / step);
  const factor = new Float64Array(blocks * width);
  const returns = new Float64Array(blocks * width);
  for (let a = 0; a < blocks; a++) {
    const row = first + a * step;
    const [start, end] = [a * width, (a + 1) * width];
    addCentred(factor.subarray(start, end), ranks, row);
    for (let k = row; k < row + step; k += horizon) {
      addCentred(returns.subarray(start, end), forwardRanks, k);
    }
  }
  toUnitRows(factor, width);
  toUnitRows(returns, width);
  takeOut(returns, factor, blocks);
  toUnitRows(returns, width);
  return { step, autocorrelations: lagProducts(factor, returns, width) };
}

/** Blocks of this times n^⅓ dates have the frequencies of 0.4 n^⅔ cosines, the most that are taken. */
const FINEST = 1.875;

/** Add row `k` of ranks less their mean. */
function addCentred(out: Float64Array, ranks: Float64Array, k: number): void {
  const start = k * out.length;
  let total = 0;
  let present = 0;
  for (let j = 0; j < out.length; j++) {
    if (Number.isNaN(ranks[start + j])) continue;
    total += ranks[start + j];
    present++;
  }
  const center = total / present;
  for (let j = 0; j < out.length; j++) {
    const rank = ranks[start + j];
    if (!Number.isNaN(rank)) out[j] += rank - center;
  }
}

/** Scale every row to a sum of squares of 1; one of zeros stays. */
function toUnitRows(rows: Float64Array, width: number): void {
  for (let start = 0; start < rows.length; start += width) {
    let squares = 0;
    for (let k = start; k < start + width; k++) squares += rows[k] * rows[k];
    if (squares === 0) continue;
    const scale = 1 / Math.sqrt(squares);
    for (let k = start; k < start + width; k++) rows[k] *= scale;
  }
}

/** Take the mean IC of the blocks times the factor out of the returns. */
function takeOut(returns: Float64Array, factor: Float64Array, blocks: number): void {
  let total = 0;
  for (let k = 0; k < returns.length; k++) total += returns[k] * factor[k];
  for (let k = 0; k < returns.length; k++) returns[k] -= (total / blocks) * factor[k];
}

/** By lag, the sum over pairs of rows of the product of their correlations on both sides, over the number of rows. */
function lagProducts(a: Float64Array, b: Float64Array, width: number): Float64Array {
  const rows = width > 0 ? a.length / width : 0;
  const out = new Float64Array(rows);
  for (let i = 0; i < a.length; i += width) {
    for (let k = i; k < a.length; k += width) {
      let ofA = 0;
      let ofB = 0;
      for (let j = 0; j < width; j++) {
        ofA += a[i + j] * a[k + j];
        ofB += b[i + j] * b[k + j];
      }
      out[(k - i) / width] += (ofA * ofB) / rows;
    }
  }
  return out;
}
