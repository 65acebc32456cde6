import { canonicalJson, sha256 } from "../../core/index.js";
import type { Factor, FieldSource, Node } from "../../expr/index.js";

/**
 * SHA-256 over everything that a factor reads in the first `rows` rows of a source: dates, symbols, its fields and
 * groupings, and nothing else. A revised volume leaves a factor on prices as it is; a later end date leaves the
 * fingerprint of what was there before as it is.
 */
export function inputsFingerprint(source: FieldSource, factor: Factor, rows = source.time.length): string {
  const { time, assets } = source;
  const fields = factor.fields.map((name) => [
    name,
    prefixHash(source.panel(name).values, rows * assets.length),
  ]);
  const groups = groupsOf(factor.node).map((name) => [name, sha256(source.group(name).codes)]);
  const dates = sha256(time.instants.subarray(0, rows));
  const { frequency } = time;
  return sha256(canonicalJson({ frequency, dates, symbols: assets.symbols, fields, groups }));
}

/** The groupings that an expression asks for, sorted. */
function groupsOf(node: Node): string[] {
  const names = new Set<string>();
  const visit = ({ params, args = [] }: Node): void => {
    if (typeof params?.by === "string") names.add(params.by);
    args.forEach(visit);
  };
  visit(node);
  return [...names].sort();
}

/** Panels do not change, so what was hashed once need not be again. */
const hashes = new WeakMap<Float64Array, Map<number, string>>();

function prefixHash(values: Float64Array, length: number): string {
  const known = hashes.get(values) ?? new Map<number, string>();
  hashes.set(values, known);
  const hash = known.get(length) ?? sha256(withOneNaN(values.subarray(0, length)));
  known.set(length, hash);
  return hash;
}

/** A copy in which every missing value has the same bits. */
export function withOneNaN(values: Float64Array): Float64Array {
  const out = new Float64Array(values.length);
  for (let i = 0; i < out.length; i++) out[i] = Number.isNaN(values[i]) ? Number.NaN : values[i];
  return out;
}
