// Writes the table of log.ts:  node lib/assembly/logTable.mjs
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Digits of the whole numbers that stand for fractions here, in bits. */
const BITS = 160n;
/** −ln c is cut to so many bits behind the point, so that it can be added to multiples of ln 2 without rounding. */
const HIGH_BITS = 42;

/**
 * Of the stretch with this number a whole number n: c = n/512 is near the inverse of its middle. Then −ln c in two parts.
 * Stretches are 2⁴⁵ apart in the bits of a number, the first begins at 45.375/64, and one has 1 in its middle.
 */
export function entry(place) {
  const n = Math.round(512 / middleOf(place));
  const exact = logOf512Over(BigInt(n));
  const high = Math.round(toNumber(exact) * 2 ** HIGH_BITS) / 2 ** HIGH_BITS;
  const highExact = BigInt(high * 2 ** HIGH_BITS) << (BITS - BigInt(HIGH_BITS));
  return [n / 512, high, toNumber(exact - highExact)];
}

function middleOf(place) {
  const start = 0x3fe6b00000000000n + (BigInt(place) << 45n);
  const [from, to] = new Float64Array(BigInt64Array.of(start, start + (1n << 45n)).buffer);
  return from < 1 && to > 1 ? 1 : (from + to) / 2;
}

/** ln(512 / n) = 2 artanh((512 − n) / (512 + n)). */
function logOf512Over(n) {
  const z = ((512n - n) << BITS) / (512n + n);
  const square = (z * z) >> BITS;
  let sum = 0n;
  let term = z;
  for (let odd = 1n; term !== 0n && odd < 200n; odd += 2n) {
    sum += term / odd;
    term = (term * square) >> BITS;
  }
  return 2n * sum;
}

const toNumber = (value) => Number(value) / 2 ** Number(BITS);

/** The text of logTable.ts. */
export function logTable() {
  const rows = Array.from({ length: 128 }, (_, place) => entry(place));
  const lines = rows.map((row) => `  ${[...row, 0].join(", ")},`).join("\n");
  return `/** For each stretch of numbers c, −ln c in two parts, and nothing: see logTable.mjs, which writes this. */
// biome-ignore format: one line per entry
export const LOG_TABLE: usize = memory.data<f64>([
${lines}
]);
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(fileURLToPath(new URL("logTable.ts", import.meta.url)), logTable());
}
