import type * as MlMatrix from "ml-matrix";
import { lazyModule, mean } from "../../core/index.js";

const matrices = lazyModule<typeof MlMatrix>("ml-matrix");

/** A least-squares fit with an intercept. */
export interface Fit {
  /** Intercept first, then one per regressor. */
  readonly coefficients: Float64Array;
  readonly residuals: Float64Array;
  /** Centred R²; `NaN` when y does not vary. */
  readonly rSquared: number;
  /**
   * Per observation what it adds to coefficient `k`, times n: a series with mean 0 whose long-run variance / n is the
   * squared (heteroskedasticity- and autocorrelation-consistent) error of the coefficient.
   */
  influence(k: number): Float64Array;
}

/** Scaled columns that are this close to a combination of the others are one. */
const COLLINEAR = 1e-10;

/**
 * Ordinary least squares of y on an intercept and the regressors, complete values only, by a QR decomposition of the
 * centred and scaled columns. `undefined` with no more rows than coefficients, or when columns are collinear.
 */
export function leastSquares(y: Float64Array, regressors: readonly Float64Array[]): Fit | undefined {
  const n = y.length;
  const size = regressors.length + 1;
  if (n <= size) return undefined;
  const columns = regressors.map(scaled);
  if (columns.some(({ scale }) => !(scale > 0))) return undefined;
  const design = new matrices.Matrix(n, size);
  for (let i = 0; i < n; i++) {
    design.set(i, 0, 1);
    for (let k = 1; k < size; k++) design.set(i, k, columns[k - 1].values[i]);
  }
  const qr = new matrices.QrDecomposition(design);
  const diagonal = qr.upperTriangularMatrix.diagonal().map(Math.abs);
  if (!(Math.min(...diagonal) > COLLINEAR * Math.sqrt(n))) return undefined;
  const solution = qr.solve(matrices.Matrix.columnVector(y)).to1DArray();
  const coefficients = unscaled(solution, columns);
  const residuals = residualsOf(y, columns, solution);
  return {
    coefficients,
    residuals,
    rSquared: explained(y, residuals),
    influence: influences(qr, residuals, columns),
  };
}

interface Scaled {
  readonly values: Float64Array;
  readonly center: number;
  readonly scale: number;
}

/** Less the mean, with a mean square of 1; scale 0 for a constant, up to rounding. */
function scaled(values: Float64Array): Scaled {
  const center = mean(values);
  let squares = 0;
  let size = 0;
  for (const value of values) {
    squares += (value - center) ** 2;
    size += value ** 2;
  }
  const scale = squares > size * 1e-24 ? Math.sqrt(squares / values.length) : 0;
  return { values: values.map((value) => (value - center) / scale), center, scale };
}

function unscaled(solution: readonly number[], columns: readonly Scaled[]): Float64Array {
  const out = Float64Array.from(solution);
  columns.forEach(({ center, scale }, k) => {
    out[k + 1] /= scale;
    out[0] -= out[k + 1] * center;
  });
  return out;
}

function residualsOf(y: Float64Array, columns: readonly Scaled[], solution: readonly number[]): Float64Array {
  const out = y.map((value) => value - solution[0]);
  columns.forEach(({ values }, k) => {
    for (let i = 0; i < out.length; i++) out[i] -= solution[k + 1] * values[i];
  });
  return out;
}

function explained(y: Float64Array, residuals: Float64Array): number {
  const center = mean(y);
  let total = 0;
  let left = 0;
  for (let i = 0; i < y.length; i++) {
    total += (y[i] - center) ** 2;
    left += residuals[i] ** 2;
  }
  return total > 0 ? 1 - left / total : Number.NaN;
}

/** n (X′X)⁻¹ x e per row. With X = Q R that is n R⁻¹ q e. */
function influences(qr: MlMatrix.QrDecomposition, residuals: Float64Array, columns: readonly Scaled[]) {
  let weights: MlMatrix.Matrix | undefined;
  const n = residuals.length;
  const of = (column: number): Float64Array => {
    weights ??= qr.orthogonalMatrix.mmul(matrices.inverse(qr.upperTriangularMatrix).transpose());
    const known = weights;
    return residuals.map((e, i) => n * e * known.get(i, column));
  };
  return (k: number): Float64Array => {
    if (k > 0) return of(k).map((value) => value / columns[k - 1].scale);
    const out = of(0);
    columns.forEach(({ center, scale }, c) => {
      const slope = of(c + 1);
      for (let i = 0; i < n; i++) out[i] -= (slope[i] / scale) * center;
    });
    return out;
  };
}
