/** Less than this share of a vector's length left after fitting counts as nothing left. */
const NOTHING = 1e-12;

/**
 * Residuals of one row after another from weighted least squares on an intercept per group and a few regressors.
 *
 * The intercepts are taken out by centring inside the groups (Frisch–Waugh–Lovell), the regressors by modified
 * Gram–Schmidt with a second pass: as stable as Householder QR, no normal equations. It is written out because
 * matrix libraries build objects for every date and leave dependent columns to chance. Here the rule is: regressors
 * are taken in their order, and one of which less than 1e-12 of its length is left is dropped.
 */
export class Residuals {
  private readonly rows: Int32Array;
  private readonly roots: Float64Array;
  private readonly y: Float64Array;
  private readonly regressors: readonly Float64Array[];
  private readonly sums: Float64Array;
  private readonly weights: Float64Array;
  /** Complete cases of the row. */
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

  /**
   * @param inputs x, weights, regressors …, one value per column each
   * @param out missing outside the complete cases (everything present, weight above 0, in a group), and everywhere
   *   when there are not more cases than intercepts and regressors
   */
  of(inputs: readonly Float64Array[], out: Float64Array): void {
    out.fill(Number.NaN);
    let fitted = this.takeCases(inputs);
    const { n, rows, roots, y } = this;
    const length = this.load(inputs[0], y);
    const basis: Float64Array[] = [];
    for (let k = 0; k < this.regressors.length; k++) {
      const z = this.regressors[k];
      const whole = this.load(inputs[k + 2], z);
      const left = project(z, basis, n);
      if (!(left > NOTHING * whole)) continue;
      for (let i = 0; i < n; i++) z[i] /= left;
      basis.push(z);
      fitted++;
    }
    if (n <= fitted) return;
    const left = project(y, basis, n);
    const explained = !(left > NOTHING * length);
    for (let i = 0; i < n; i++) out[rows[i]] = explained ? 0 : y[i] / roots[i];
  }

  /** Find the complete cases and the weight of each group; returns the number of groups with a case. */
  private takeCases(inputs: readonly Float64Array[]): number {
    const { codes, rows, roots, weights } = this;
    weights.fill(0);
    let n = 0;
    let groups = 0;
    for (let j = 0; j < codes.length; j++) {
      let all = 0;
      for (let k = 0; k < inputs.length; k++) all += inputs[k][j];
      const weight = inputs[1][j];
      if (codes[j] < 0 || !(weight > 0) || Number.isNaN(all)) continue;
      if (weights[codes[j]] === 0) groups++;
      weights[codes[j]] += weight;
      roots[n] = Math.sqrt(weight);
      rows[n++] = j;
    }
    this.n = n;
    return groups;
  }

  /** Cases of `source` centred in their groups and scaled by √weight; returns their length before centring. */
  private load(source: Float64Array, target: Float64Array): number {
    const { n, rows, roots } = this;
    let squares = 0;
    for (let i = 0; i < n; i++) {
      const value = source[rows[i]];
      target[i] = value;
      squares += (value * roots[i]) ** 2;
    }
    this.centre(target);
    this.centre(target);
    for (let i = 0; i < n; i++) target[i] *= roots[i];
    return Math.sqrt(squares);
  }

  private centre(target: Float64Array): void {
    const { n, rows, roots, codes, sums, weights } = this;
    sums.fill(0);
    for (let i = 0; i < n; i++) sums[codes[rows[i]]] += target[i] * roots[i] * roots[i];
    for (let i = 0; i < n; i++) {
      const code = codes[rows[i]];
      target[i] -= sums[code] / weights[code];
    }
  }
}

/** Take the directions of `basis` out of `vector`, twice; returns the length that is left. */
function project(vector: Float64Array, basis: readonly Float64Array[], n: number): number {
  for (let pass = 0; pass < 2; pass++) {
    for (const direction of basis) {
      let along = 0;
      for (let i = 0; i < n; i++) along += vector[i] * direction[i];
      for (let i = 0; i < n; i++) vector[i] -= along * direction[i];
    }
  }
  let squares = 0;
  for (let i = 0; i < n; i++) squares += vector[i] * vector[i];
  return Math.sqrt(squares);
}
