import { checkInteger, Random } from "../../../core/index.js";

export interface IsolationForestOptions {
  /** Number of trees. Default 100. */
  trees?: number;
  /** Points that each tree is grown from, drawn without replacement. Default 256, or all if there are fewer. */
  sample?: number;
  /** Default 0. */
  seed?: number;
  /** Positions of the points to draw from. Default: all. */
  among?: Int32Array;
}

/** Points: one column per feature, all finite where they are read. */
export interface Points {
  readonly count: number;
  /** The columns of the points at these positions. */
  at(positions: Int32Array): Float64Array[];
}

/** Points that lie in columns. */
export function pointsOf(columns: readonly Float64Array[]): Points {
  const at = (positions: Int32Array) => columns.map((column) => pick(column, positions));
  return { count: columns[0].length, at };
}

/** One tree as arrays; node 0 is the root. A leaf has `feature` −1. */
export interface IsolationTree {
  readonly feature: Int32Array;
  readonly threshold: Float64Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Points of the sample that came to the node. */
  readonly points: Int32Array;
}

const WHO = "data.isolationForest";

/**
 * An isolation forest (Liu, Ting & Zhou 2008): trees that split a sample at random features and values. A point that
 * few splits set apart is an outlier. As scikit-learn's `IsolationForest`, with our own random numbers.
 */
export class IsolationForest {
  constructor(
    readonly trees: readonly IsolationTree[],
    /** Points that each tree was grown from. */
    readonly sample: number,
  ) {}

  /**
   * Scores of the points at `positions`:
   * 2^(−mean depth / c(sample)), in (0, 1]. 0.5 and less is usual, near 1 an outlier. The negative of scikit-learn's
   * `score_samples`.
   */
  score(points: Points, positions: Int32Array): Float64Array {
    const columns = points.at(positions);
    const out = new Float64Array(positions.length);
    for (const tree of this.trees) addDepths(tree, columns, out);
    const usual = this.trees.length * averageDepth(this.sample);
    for (let i = 0; i < out.length; i++) out[i] = 2 ** (-out[i] / usual);
    return out;
  }
}

/** Grow a forest from points. The same seed gives the same forest. */
export function isolationForest(
  points: Points,
  { trees = 100, sample = 256, seed = 0, among }: IsolationForestOptions = {},
): IsolationForest {
  checkInteger(WHO, "trees", trees, 1);
  checkInteger(WHO, "sample", sample, 2);
  const count = among?.length ?? points.count;
  const size = Math.min(sample, count);
  const random = new Random(seed);
  const grown = Array.from({ length: trees }, () => {
    const drawn = draw(count, size, random);
    return growTree(points.at(among ? drawn.map((k) => among[k]) : drawn), random);
  });
  return new IsolationForest(grown, size);
}

function pick(column: Float64Array, positions: Int32Array): Float64Array {
  const out = new Float64Array(positions.length);
  for (let k = 0; k < out.length; k++) out[k] = column[positions[k]];
  return out;
}

/** `size` of the numbers 0 … n − 1 without replacement (Floyd 1987). */
function draw(n: number, size: number, random: Random): Int32Array {
  const drawn = new Set<number>();
  for (let k = n - size; k < n; k++) {
    const one = random.integer(k + 1);
    drawn.add(drawn.has(one) ? k : one);
  }
  return Int32Array.from(drawn);
}

/** Split until one point is left, all are equal, or the depth is that of a balanced tree. */
function growTree(columns: readonly Float64Array[], random: Random): IsolationTree {
  const points = Int32Array.from(columns[0], (_, i) => i);
  const nodes = {
    feature: [] as number[],
    threshold: [] as number[],
    left: [] as number[],
    right: [] as number[],
    points: [] as number[],
  };
  const deepest = Math.ceil(Math.log2(Math.max(points.length, 2)));
  const grow = (from: number, to: number, depth: number): number => {
    const node = nodes.feature.push(-1) - 1;
    nodes.threshold.push(Number.NaN);
    nodes.left.push(-1);
    nodes.right.push(-1);
    nodes.points.push(to - from);
    if (depth >= deepest || to - from < 2) return node;
    const split = drawSplit(columns, points.subarray(from, to), random);
    if (!split) return node;
    const middle = from + partition(points.subarray(from, to), columns[split.feature], split.threshold);
    nodes.feature[node] = split.feature;
    nodes.threshold[node] = split.threshold;
    nodes.left[node] = grow(from, middle, depth + 1);
    nodes.right[node] = grow(middle, to, depth + 1);
    return node;
  };
  grow(0, points.length, 0);
  return {
    feature: Int32Array.from(nodes.feature),
    threshold: Float64Array.from(nodes.threshold),
    left: Int32Array.from(nodes.left),
    right: Int32Array.from(nodes.right),
    points: Int32Array.from(nodes.points),
  };
}

/** A feature that varies among the points, and a value between its least and its greatest; none when all are equal. */
function drawSplit(columns: readonly Float64Array[], points: Int32Array, random: Random) {
  const ranges = columns.map((column) => rangeOf(column, points));
  const varying = ranges.map((_, f) => f).filter((f) => ranges[f].least < ranges[f].greatest);
  if (varying.length === 0) return undefined;
  const feature = varying[random.integer(varying.length)];
  const { least, greatest } = ranges[feature];
  const threshold = least + random.uniform() * (greatest - least);
  return { feature, threshold: threshold < greatest ? threshold : least };
}

function rangeOf(column: Float64Array, points: Int32Array): { least: number; greatest: number } {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let k = 0; k < points.length; k++) {
    const value = column[points[k]];
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return { least, greatest };
}

/** Points of at most `threshold` first; their number. */
function partition(points: Int32Array, column: Float64Array, threshold: number): number {
  let count = 0;
  for (let k = 0; k < points.length; k++) {
    if (column[points[k]] > threshold) continue;
    const point = points[k];
    points[k] = points[count];
    points[count++] = point;
  }
  return count;
}

/** Depth at which each point comes to rest, plus that of the tree that a leaf of several points stands for. */
function addDepths(tree: IsolationTree, columns: readonly Float64Array[], out: Float64Array): void {
  const { feature, threshold, left, right } = tree;
  const rest = Float64Array.from(tree.points, averageDepth);
  for (let i = 0; i < out.length; i++) {
    let node = 0;
    let depth = 0;
    while (feature[node] >= 0) {
      node = columns[feature[node]][i] <= threshold[node] ? left[node] : right[node];
      depth++;
    }
    out[i] += depth + rest[node];
  }
}

const EULER = 0.5772156649015329;

/** Mean depth of an unsuccessful search in a binary search tree of n points: 2 (ln(n − 1) + γ) − 2 (n − 1) / n. */
export function averageDepth(n: number): number {
  if (n <= 1) return 0;
  return n === 2 ? 1 : 2 * (Math.log(n - 1) + EULER) - (2 * (n - 1)) / n;
}
