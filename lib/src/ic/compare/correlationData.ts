import type { Clusters } from "./clusterFactors.js";

/** Two factors and how alike they are. */
export interface FactorPair {
  readonly a: string;
  readonly b: string;
  /** Mean over dates of their rank correlation. */
  readonly rho: number;
  /** Dates behind the mean. */
  readonly dates: number;
}

/** The plain data of a factor correlation: everything its faces show. */
export interface FactorCorrelationData extends Clusters {
  /** Names of the factors, in the order of rows and columns. */
  readonly names: readonly string[];
  /** Row-major factors × factors in the order of {@link names}: mean over dates of the rank correlation. */
  readonly values: Float64Array;
  /** Dates behind each of them. */
  readonly dates: Int32Array;
  /** |ρ| at which the tree was cut. */
  readonly clusterAt: number;
  /** First date, `YYYY-MM-DD`. */
  readonly from: string;
  /** Last date, `YYYY-MM-DD`. */
  readonly to: string;
  /** Name of the market, empty when it has none. */
  readonly market: string;
}

/** Positions of the factors of each cluster, cluster 1 first. */
export function clusterMembers({ order, clusters }: FactorCorrelationData): number[][] {
  const out: number[][] = [];
  for (const f of order) {
    out[clusters[f] - 1] ??= [];
    out[clusters[f] - 1].push(f);
  }
  return out;
}

/** Pairs with |ρ| of at least `least`, the most alike first. */
export function alikePairs({ names, values, dates }: FactorCorrelationData, least: number): FactorPair[] {
  const size = names.length;
  const out: FactorPair[] = [];
  for (let a = 0; a < size; a++) {
    for (let b = a + 1; b < size; b++) {
      const rho = values[a * size + b];
      if (Math.abs(rho) >= least) out.push({ a: names[a], b: names[b], rho, dates: dates[a * size + b] });
    }
  }
  return out.sort((x, y) => Math.abs(y.rho) - Math.abs(x.rho));
}
