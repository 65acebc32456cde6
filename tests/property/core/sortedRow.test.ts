import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Random, rankColumns } from "../../../lib/src/core/index.js";
import { orderRows } from "../../../lib/src/core/kernels/orderRows.js";
import { SortedRow } from "../../../lib/src/core/kernels/sortedRow.js";

/** The definition: finite values by size, ties by column. */
function expected(row: Float64Array): { values: number[]; columns: number[] } {
  const columns = Array.from(row, (_, j) => j).filter((j) => Number.isFinite(row[j]));
  columns.sort((a, b) => row[a] - row[b] || a - b);
  return { columns, values: columns.map((j) => row[j] + 0) };
}

function sorted(row: Float64Array, into = new SortedRow(row.length)) {
  const { n, values, columns } = into.sort(row);
  return { values: Array.from(values.subarray(0, n)), columns: Array.from(columns.subarray(0, n)) };
}

/** Ranks over their number, from the sorted row. */
function shares(row: Float64Array, into: SortedRow): Float64Array {
  const sortedRow = into.sort(row);
  const ranks = new Float64Array(row.length);
  sortedRow.ranks(ranks);
  return ranks.map((rank) => rank / sortedRow.n);
}

describe("a sorted row", () => {
  it("is any row by size, ties by column, missing and infinite values left out", () => {
    const value = fc.oneof(fc.double(), fc.integer({ min: -3, max: 3 }), fc.constantFrom(0, -0, Number.NaN));
    const rows = fc.array(value, { maxLength: 300 });
    fc.assert(
      fc.property(rows, (values) => {
        const row = Float64Array.from(values);
        expect(sorted(row)).toEqual(expected(row));
      }),
    );
  });

  const random = new Random(5);
  const kinds: Record<string, () => number> = {
    normal: () => random.normal(),
    "many sizes": () => random.normal() * 10 ** (random.integer(600) - 300),
    "differences below the leading bits": () => 1e9 + random.uniform() * 1e-3,
    "heavy ties": () => Math.round(2 * random.normal()),
    "ties among close values": () => random.integer(3) + random.integer(20) * 1e-9,
    "heavy tails": () => random.normal() / random.normal(),
    "mostly zero": () => Math.max(0, random.normal() - 1),
    "zero alone": () => 0,
    "a range beyond the largest double": () => (random.uniform() - 0.5) * 1.7e308 * 2,
    subnormal: () => random.normal() * 1e-310,
    "with infinite ones": () => [random.normal(), 1e300 ** 2, -(1e300 ** 2)][random.integer(9) % 5] ?? 0,
    "steps around close values": () => random.integer(200) + random.integer(2) * 1e-12,
  };
  it.each(Object.keys(kinds))("is right for short and long rows: %s", (kind) => {
    const reused = new SortedRow(9000);
    for (const length of [0, 1, 2, 15, 64, 65, 500, 3000, 9000]) {
      const row = Float64Array.from({ length }, () => (random.uniform() < 0.02 ? Number.NaN : kinds[kind]()));
      expect(sorted(row, reused)).toEqual(expected(row));
      if (length > 0) expect(rankColumns(row, length, undefined, row.slice())).toEqual(shares(row, reused));
    }
  });

  it("is right for a very long row", () => {
    const row = Float64Array.from({ length: 66_000 }, () => random.normal());
    expect(sorted(row)).toEqual(expected(row));
  });
});

describe("the order of the rows of a matrix", () => {
  it.each([1, 7, 500, 5000])("is that of each row, with its ranks: %i columns", (width) => {
    const random = new Random(7);
    const rows = Math.ceil(6000 / width);
    const values = Float64Array.from({ length: rows * width }, () =>
      random.uniform() < 0.1 ? Number.NaN : Math.round(50 * random.normal()),
    );
    const columns = new Int32Array(values.length);
    const ranks = new Float64Array(values.length);
    const counts = new Int32Array(rows);
    orderRows(values, width, { columns, counts, ranks });
    const row = new SortedRow(width);
    const wanted = new Float64Array(width);
    for (let i = 0; i < rows; i++) {
      const start = i * width;
      row.sort(values.subarray(start, start + width)).ranks(wanted);
      expect(counts[i]).toBe(row.n);
      expect(columns.slice(start, start + row.n)).toEqual(row.columns.slice(0, row.n));
      expect(ranks.slice(start, start + width)).toEqual(wanted);
    }
  });
});
