import { expect } from "vitest";

type Numbers = Float64Array | BigInt64Array;

const isTyped = (value: unknown): value is Numbers =>
  ArrayBuffer.isView(value) && !(value instanceof DataView);

const bytes = (x: Numbers): Uint8Array => new Uint8Array(x.buffer, x.byteOffset, x.byteLength);

/**
 * Typed arrays are equal as they are without this tester: of one type and length, each entry by `Object.is`.
 * Vitest goes through them twice with a list of testers for every entry, some microseconds each.
 */
function sameEntries(a: unknown, b: unknown): boolean | undefined {
  if (!isTyped(a) || !isTyped(b)) return undefined;
  if (a.constructor !== b.constructor || a.length !== b.length) return false;
  return Buffer.compare(bytes(a), bytes(b)) === 0 || a.every((value, i) => Object.is(value, b[i]));
}

// This file runs before every test file, the testers stay for as long as the process.
const tester = Symbol.for("assay.tests.equality");
const known = globalThis as { [tester]?: true };
if (!known[tester]) expect.addEqualityTesters([sameEntries]);
known[tester] = true;
