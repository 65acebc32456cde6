import type * as MlMatrix from "ml-matrix";
import { lazyModule } from "../lazyModule.js";

const mlMatrix = lazyModule<typeof MlMatrix>("ml-matrix");

/** What the eigenvector may miss, as a share of the largest eigenvalue. */
const RESIDUAL = 1e-13;
/** Less than this share of the largest eigenvalue counts as nothing. */
const NOTHING = 1e-12;

/**
 * The left singular vector of a row-major matrix for its `order`-th largest singular value: unit length, one entry
 * per row. `undefined` when that singular value is nothing.
 *
 * Lanczos on D Dᵀ with full reorthogonalisation, from a fixed start, until the wanted vector stands still: some tens
 * of products with D, where a library's decomposition takes as many as D has rows. The small tridiagonal problem in
 * it is ml-matrix's.
 */
export function leadingDirection(
  matrix: Float64Array,
  width: number,
  order: number,
): Float64Array | undefined {
  const rows = matrix.length / width;
  const most = Math.min(rows, width);
  const across = new Float64Array(width);
  const basis: Float64Array[] = [];
  const alpha: number[] = [];
  const beta: number[] = [];
  let next = startVector(matrix, width);
  for (let check = order + 6; next && basis.length < most; ) {
    const q = next;
    basis.push(q);
    const w = times(matrix, q, across);
    alpha.push(dot(w, q));
    const left = orthogonalise(w, basis);
    next = left > RESIDUAL * Math.max(...alpha) ? scaled(w, 1 / left) : undefined;
    beta.push(next ? left : 0);
    const last = !next || basis.length === most;
    if (basis.length < check && !last) continue;
    const found = ritzVector(alpha, beta, order, last);
    if (found) return combined(basis, found);
    if (last) return undefined;
    check = Math.ceil(check * 1.4);
  }
  return undefined;
}

/** D w with weights that differ, so that no component is hidden by symmetry. */
function startVector(matrix: Float64Array, width: number): Float64Array | undefined {
  const rows = matrix.length / width;
  const start = new Float64Array(rows);
  for (let r = 0, at = 0; r < rows; r++) {
    for (let k = 0; k < width; k++, at++) start[r] += matrix[at] * (1 + ((k * 0.6180339887498949) % 1));
  }
  const length = Math.sqrt(dot(start, start));
  return length > 0 ? scaled(start, 1 / length) : undefined;
}

/** D (Dᵀ q). */
function times(matrix: Float64Array, q: Float64Array, across: Float64Array): Float64Array {
  const width = across.length;
  const out = new Float64Array(q.length);
  across.fill(0);
  for (let r = 0, at = 0; r < q.length; r++) {
    const weight = q[r];
    for (let k = 0; k < width; k++, at++) across[k] += matrix[at] * weight;
  }
  for (let r = 0, at = 0; r < q.length; r++) {
    let sum = 0;
    for (let k = 0; k < width; k++, at++) sum += matrix[at] * across[k];
    out[r] = sum;
  }
  return out;
}

/** Take the basis out of `vector`, twice; returns the length that is left. */
function orthogonalise(vector: Float64Array, basis: readonly Float64Array[]): number {
  for (let pass = 0; pass < 2; pass++) {
    for (const direction of basis) {
      const along = dot(vector, direction);
      for (let i = 0; i < vector.length; i++) vector[i] -= along * direction[i];
    }
  }
  return Math.sqrt(dot(vector, vector));
}

/** Weights of the basis in the wanted eigenvector; `undefined` while it still moves or when there is none. */
function ritzVector(
  alpha: readonly number[],
  beta: readonly number[],
  order: number,
  last: boolean,
): readonly number[] | undefined {
  const size = alpha.length;
  if (size < order) return undefined;
  const { Matrix, EigenvalueDecomposition } = mlMatrix;
  const small = Matrix.zeros(size, size);
  for (let i = 0; i < size; i++) {
    small.set(i, i, alpha[i]);
    if (i + 1 === size) continue;
    small.set(i, i + 1, beta[i]);
    small.set(i + 1, i, beta[i]);
  }
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(small, {
    assumeSymmetric: true,
  });
  const byValue = realEigenvalues.map((value, at) => ({ value, at })).sort((a, b) => b.value - a.value);
  const largest = byValue[0].value;
  const wanted = byValue[order - 1];
  if (!(wanted.value > NOTHING * largest)) return undefined;
  const weights = eigenvectorMatrix.getColumn(wanted.at);
  const moves = beta[size - 1] * Math.abs(weights[size - 1]);
  return last || moves <= RESIDUAL * largest ? weights : undefined;
}

function combined(basis: readonly Float64Array[], weights: readonly number[]): Float64Array {
  const out = new Float64Array(basis[0].length);
  basis.forEach((direction, k) => {
    for (let i = 0; i < out.length; i++) out[i] += weights[k] * direction[i];
  });
  return out;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function scaled(vector: Float64Array, by: number): Float64Array {
  return vector.map((value) => value * by);
}
