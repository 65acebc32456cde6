import { expect, test } from "vitest";
import { AssetIndex, Panel, TimeIndex } from "../../../lib/src/core/index.js";
import { evaluate, Factor, panelSource } from "../../../lib/src/expr/index.js";
import { numbers } from "../support.js";
import golden from "./qlib_dialect.json" with { type: "json" };

const DAY = 86_400_000;
const { instruments, kept } = golden;
const columns = instruments.length;
const rows = golden.fields.close.length / columns;
const time = TimeIndex.of(Float64Array.from({ length: rows }, (_, i) => (18_000 + i) * DAY));
const assets = AssetIndex.of(instruments);
const panels = Object.entries(golden.fields).map(
  ([name, values]) => [name, Panel.of(time, assets, numbers(values))] as const,
);
const source = panelSource(Object.fromEntries(panels));
const valuesOf = golden.values as Readonly<Record<string, readonly (number | null)[]>>;
const texts = Object.keys(valuesOf);

interface Cell {
  readonly instrument: string;
  readonly row: number;
}

/** Where the dialect is not qlib, and why. */
const CONVENTIONS: readonly { why: string; texts: RegExp; cells: (cell: Cell) => boolean }[] = [
  {
    why: "a window goes on after the delisting while it holds a value; there the series ends",
    texts: /./,
    cells: ({ instrument, row }) => instrument === "GONE" && row >= 112,
  },
  {
    why: "of two missing sides a comparison is missing; there it is false",
    texts: /[<>]|^(Eq|Ge|Gt|Le|Lt|Ne|Not|And|Or|If)\(/,
    cells: ({ instrument }) => instrument === "HOLES",
  },
  {
    why: "missing values are skipped; there they are the extreme",
    texts: /Idx/,
    cells: ({ instrument }) => instrument === "HOLES",
  },
  {
    why: "missing values do not age the others; there they do",
    texts: /EMA/,
    cells: ({ instrument }) => instrument === "HOLES",
  },
  {
    why: "the whole window is needed; there it may be short, with weights of its own",
    texts: /WMA/,
    cells: ({ instrument, row }) => row < 5 || (instrument === "LATE" && row < 36) || instrument === "HOLES",
  },
];

test.each(texts)("%s equals qlib's own engine", (text) => {
  const expected = numbers(valuesOf[text]);
  const actual = evaluate(source, Factor.parse(text, { dialect: "qlib" })).values;
  const different = kept.flatMap((row, k) =>
    instruments.flatMap((instrument, j) => {
      const [ours, theirs] = [actual[row * columns + j], expected[k * columns + j]];
      const same =
        Number.isNaN(ours) === Number.isNaN(theirs) &&
        !(Math.abs(ours - theirs) > 1e-9 * Math.max(1, Math.abs(theirs)));
      const declared = CONVENTIONS.some(
        (convention) => convention.texts.test(text) && convention.cells({ instrument, row }),
      );
      return same || declared ? [] : [`${instrument} ${row}: ${ours}, qlib ${theirs}`];
    }),
  );
  expect(different).toEqual([]);
  expect(expected.filter(Number.isFinite).length).toBeGreaterThan(0.3 * expected.length);
});

test("Alpha158 is read whole, from qlib's own texts", () => {
  expect(Object.keys(golden.names)).toHaveLength(158);
  expect(texts).toEqual(expect.arrayContaining(Object.keys(golden.names)));
});
