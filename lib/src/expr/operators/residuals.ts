/** A regressor of which less than this share of its length is left is taken for a combination of what came before. */
const DEPENDENT = 1e-12;

/**
 * Residuals of one row after another from weighted least squares on group intercepts and up to a handful of
 * regressors.
 *
 * Intercepts are taken out by centring inside the groups (Frisch–Waugh–Lovell), the regressors by modified
 * Gram–Schmidt with a second pass, which is as stable as Householder QR and forms no normal equations. It is written
 * out because matrix libraries want a matrix object per date and stop at dependent columns: here a regressor of
 * which less than 1e-12 of its length is left is dropped.
 */
export class Residuals {
  private readonly rows: Int32Array;
  private readonly roots: Float64Array;
  private readonly y: Float64Array;
  private readonly regressors: readonly Float64Array[];
  private readonly sums: Float64Array;
  private readonly weights: Float64Array;
  private n = 0;

  /** @param codes group of each column, −1 for none */
  constructor(
    private readonly codes: Int32Array,
    regressors: number,
  ) {
    const room = () => new Float64Array(codes.length);
    const groups = codes.reduce((most, code) => Math.max(most, code + 1), 0);
    this.rows = new Int32Array(codes.length);
    this.roots = room();
    this.y = room();
    this.regressors = Array.from({ length: regressors }, room);
    this.sums = new Float64Array(groups);
    this.weights = new Float64Array(groups);
  }

  /** Inputs x, weights, regressors …; `out` is missing outside the complete cases and where nothing is left to judge. */
  of([x, weights, ...regressors]: readonly Float64Array[], out: Float64Array): void {
    out.fill(Number.NaN);
    this.take(x, weights, regressors);
    this.take2(x, this.y);
    regressors.forEach((regressor, k) => this.take2(regressor, this.regressors[k]));
    const groups = this.centre(this.y);
    let fitted = groups;
    for (let k = 0; k < regressors.length; k++) if (this.prepare(k)) fitted++;
    if (this.n <= fitted) return;
    this.project(this.y, regressors.length);
    for (let i = 0; i < this.n; i++) out[this.rows[i]] = this.y[i] / this.roots[i];
  }
}
