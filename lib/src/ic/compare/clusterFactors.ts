import type * as HClust from "ml-hclust";
import { lazyModule } from "../../core/index.js";

const hclust = lazyModule<typeof HClust>("ml-hclust");

/** Two groups of factors that are joined, and how far they are apart. */
export interface Merge {
  /** Positions of the factors of either side. */
  readonly left: readonly number[];
  readonly right: readonly number[];
  /** Mean of 1 − |ρ| over the pairs of one from each side. */
  readonly height: number;
}

export interface Clusters {
  /** Positions of the factors in an order in which every cluster, at any height, stands together. */
  readonly order: readonly number[];
  /** Cluster of each factor, from 1 in that order. */
  readonly clusters: Int32Array;
  /** All merges, closest first. */
  readonly merges: readonly Merge[];
}

/** Average linkage on 1 − |ρ|, cut where |ρ| falls below `clusterAt`; a missing ρ counts as 0. */
export function clusterFactors(values: Float64Array, size: number, clusterAt: number): Clusters {
  const distance = (a: number, b: number): number => {
    const rho = values[a * size + b];
    return a === b ? 0 : Number.isNaN(rho) ? 1 : 1 - Math.abs(rho);
  };
  const rows = Array.from({ length: size }, (_, a) => Array.from({ length: size }, (_, b) => distance(a, b)));
  const tree = hclust.agnes(rows, { method: "average", isDistanceMatrix: true });
  const merges: Merge[] = [];
  tree.traverse(({ isLeaf, children, height }) => {
    if (!isLeaf) merges.push({ left: children[0].indices(), right: children[1].indices(), height });
  });
  merges.sort((a, b) => a.height - b.height);
  const order = tree.indices();
  return { order, clusters: cut(order, merges, 1 - clusterAt), merges };
}

/** A merge at this very height, up to rounding, is still made. */
const ROUNDING = 1e-12;

function cut(order: readonly number[], merges: readonly Merge[], height: number): Int32Array {
  const group = Int32Array.from(order, (_, f) => f);
  for (const { left, right, height: at } of merges) {
    if (at > height + ROUNDING) continue;
    for (const f of right) group[f] = group[left[0]];
    for (const f of left) group[f] = group[left[0]];
  }
  const numbers = new Map<number, number>();
  for (const f of order) if (!numbers.has(group[f])) numbers.set(group[f], numbers.size + 1);
  return group.map((g) => numbers.get(g) ?? 0);
}
