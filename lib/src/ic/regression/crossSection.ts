import { mean, rankInto, std } from "../../core/index.js";
import { leastSquares } from "./leastSquares.js";

export type RegressorScale = "zscore" | "rank" | "raw";

interface Shape {
  /** Symbols. */
  readonly width: number;
  readonly scale: RegressorScale;
  readonly minNames: number;
}

/** Regresses returns on factors across symbols, one date after the other, and keeps what each date gave. */
export class CrossSection {
  /** Per date: centred R²; `NaN` for a date without a regression. */
  readonly rSquared: number[] = [];
  /** Per date: complete names, in a regression or not. */
  readonly names: number[] = [];
  tooFew = 0;
  collinear = 0;
  private readonly rows: (Float64Array | undefined)[] = [];

  constructor(
    private readonly returns: Float64Array,
    private readonly factors: readonly Float64Array[],
    private readonly shape: Shape,
  ) {}

  /** Regress row `row` of the panels. */
  add(row: number): void {
    const at = this.complete(row);
    this.names.push(at.length);
    if (at.length < this.shape.minNames) {
      this.tooFew++;
      this.keep();
      return;
    }
    const y = Float64Array.from(at, (i) => this.returns[i]);
    const fit = leastSquares(
      y,
      this.factors.map((values) =>
        scaled(
          Float64Array.from(at, (i) => values[i]),
          this.shape.scale,
        ),
      ),
    );
    if (!fit) this.collinear++;
    this.keep(fit?.coefficients, fit?.rSquared);
  }

  /** Coefficient `k` of every date, intercept first; `NaN` for a date without a regression. */
  coefficients(k: number): Float64Array {
    return Float64Array.from(this.rows, (row) => row?.[k] ?? Number.NaN);
  }

  private keep(coefficients?: Float64Array, rSquared = Number.NaN): void {
    this.rows.push(coefficients);
    this.rSquared.push(rSquared);
  }

  private complete(row: number): number[] {
    const { width } = this.shape;
    const at: number[] = [];
    for (let i = row * width; i < (row + 1) * width; i++) {
      if (!Number.isFinite(this.returns[i])) continue;
      if (this.factors.every((values) => Number.isFinite(values[i]))) at.push(i);
    }
    return at;
  }
}

/** A constant factor has no scale and comes out missing or constant: the regression refuses it. */
function scaled(values: Float64Array, scale: RegressorScale): Float64Array {
  if (scale === "raw") return values;
  if (scale === "rank") {
    const ranks = new Float64Array(values.length);
    const n = rankInto(values, ranks);
    return ranks.map((rank) => (rank - 1) / (n - 1) - 0.5);
  }
  const center = mean(values);
  const spread = std(values);
  return values.map((value) => (value - center) / spread);
}
