import { createHash, type Hash } from "node:crypto";
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

/** Values after which the state of a hash is kept. */
const STEP = 16_384;

/** Hashes of some values: the states after each {@link STEP} of them so far, and digests by length. */
interface Prefixes {
  readonly states: Hash[];
  readonly digests: Map<number, string>;
}

/** Panels do not change, so what was hashed once need not be again: all prefixes together cost one pass. */
const known = new WeakMap<Float64Array, Prefixes>();

function prefixHash(values: Float64Array, length: number): string {
  const prefixes = known.get(values) ?? { states: [createHash("sha256")], digests: new Map() };
  known.set(values, prefixes);
  const { states, digests } = prefixes;
  const digest = digests.get(length) ?? digestOf(values, length, states);
  digests.set(length, digest);
  return digest;
}

function digestOf(values: Float64Array, length: number, states: Hash[]): string {
  const steps = Math.floor(length / STEP);
  for (let k = states.length; k <= steps; k++) {
    states.push(states[k - 1].copy().update(withOneNaN(values.subarray((k - 1) * STEP, k * STEP))));
  }
  return states[steps]
    .copy()
    .update(withOneNaN(values.subarray(steps * STEP, length)))
    .digest("hex");
}

/** A copy in which every missing value has the same bits. */
export function withOneNaN(values: Float64Array): Float64Array {
  const out = new Float64Array(values.length);
  for (let i = 0; i < out.length; i++) out[i] = Number.isNaN(values[i]) ? Number.NaN : values[i];
  return out;
}
