import fc from "fast-check";
import { expect, test } from "vitest";
import { Factor, type Node, type Operator, operators } from "../../../lib/src/expr/index.js";

const fieldNames = fc.constantFrom("close", "raw.close", "dollar_volume", "missing", "my field", 'a"b', "1x");
const leaf: fc.Arbitrary<Node> = fc.oneof(
  fieldNames.map((name) => ({ op: "field", params: { name } })),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => ({ op: "const", params: { value } })),
  fc.constant({ op: "missing" }),
);

function params({ params: specs }: Operator): fc.Arbitrary<Record<string, number | string | boolean>> {
  const entries = Object.entries(specs).map(([key, { kind, min = 1, max = 9, optional }]) => {
    const value: fc.Arbitrary<number | string | boolean> =
      kind === "flag"
        ? fc.constant(true)
        : kind === "text"
          ? fc.constantFrom("sector", 'a "b"')
          : kind === "number"
            ? fc.double({ min, max: Math.max(min, max), noNaN: true })
            : fc.integer({
                min: key === "n" ? Math.max(9, min) : Math.max(1, min),
                max: key === "n" ? 300 : 9,
              });
    return [key, optional ? fc.option(value, { nil: undefined }) : value] as const;
  });
  return fc
    .record(Object.fromEntries<fc.Arbitrary<number | string | boolean | undefined>>(entries))
    .map((given) => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)))
    .map((given) => given as Record<string, number | string | boolean>);
}

function nodes(inner: fc.Arbitrary<Node>, operator: Operator): fc.Arbitrary<Node> {
  const most = operator.arity + (operator.more ? 2 : 0);
  const args = fc.array(inner, { minLength: operator.arity, maxLength: most });
  return fc.tuple(args, params(operator)).map(([args, params]) => ({ op: operator.name, args, params }));
}

const expression = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthIdentifier: "node" },
    leaf,
    ...operators.map((operator) => nodes(tie("node"), operator)),
  ),
})).node;

const readBack = (node: Node) => {
  const factor = Factor.fromJSON({ expression: node });
  const again = Factor.parse(factor.formula);
  expect(again.hash, factor.formula).toBe(factor.hash);
  expect(again.formula).toBe(factor.formula);
};

test.each(operators.map(({ name }) => name))("%s is read back as it was printed", (name) => {
  const operator = operators.find((candidate) => candidate.name === name) as Operator;
  fc.assert(fc.property(nodes(leaf, operator), readBack), { numRuns: 30 });
});

test("any expression is read back as it was printed", () => {
  fc.assert(fc.property(expression, readBack), { numRuns: 500 });
});

test("any text is read or refused with the column, never anything else", () => {
  const word = fc.constantFrom(
    "close",
    ".lag",
    "(",
    ")",
    "1",
    "-",
    "*",
    "{",
    "}",
    "n",
    ":",
    ",",
    "?",
    "$x",
    "[",
    '"',
  );
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1 }),
      fc.constantFrom("assay", "qlib", "worldquant"),
      (words, dialect) => {
        try {
          Factor.parse(words.join(" "), { dialect: dialect as "qlib" });
        } catch (error) {
          expect(String(error)).toMatch(/expr\.parse: .*at column \d+\n/);
        }
      },
    ),
    { numRuns: 500 },
  );
});
