import { assay } from "../harness/assay.mjs";
import { market } from "../harness/data.mjs";

const SHAPE = { dates: 2520, names: 500, holes: true };
const SIZE = "2,520 × 500";
/** Present values that a window of 21 or 252 needs: sessions are missing. */
const MIN = { 21: { min: 15 }, 252: { min: 126 } };

const rolling = (op) => [21, 252].map((n) => [`${op} ${n}`, ({ close }) => close[op](n, MIN[n])]);
const rollingPair = (op) =>
  [21, 252].map((n) => [`${op} ${n}`, ({ close, volume }) => close[op](volume, n, MIN[n])]);

/** Name, which the peers know too, and the expression. */
const EXPRESSIONS = [
  ["lag 21", ({ close }) => close.lag(21)],
  ["returns 1", ({ close }) => close.returns()],
  ["mul", ({ close, volume }) => close.mul(volume)],
  ...rolling("sum"),
  ...rolling("mean"),
  ...rolling("std"),
  ...rolling("tsZscore"),
  ...rolling("max"),
  ...rolling("min"),
  ...rolling("slope"),
  ...rollingPair("corr"),
  ...rollingPair("cov"),
  ...rollingPair("beta"),
  ["ewm 20", ({ close }) => close.ewm({ span: 20 })],
  ["rank", ({ close }) => close.rank()],
  ["rank by sector", ({ close }) => close.rank({ by: "sector" })],
  ["zscore", ({ close }) => close.zscore()],
  ["demean by sector", ({ close }) => close.demean({ by: "sector" })],
  ["winsorize", ({ close }) => close.winsorize(0.01)],
];

async function prepare(expression) {
  const { evaluate, field, panelSource } = await assay("expr/index.js");
  const { panel, sectors } = await market(SHAPE);
  const source = panelSource({ close: panel("close"), volume: panel("volume") }, { sector: sectors });
  const factor = expression({ close: field("close"), volume: field("volume") });
  return { run: () => evaluate(source, factor), numbers: ({ values }) => values };
}

/** The limit of what memory allows: the same bytes copied. */
async function prepareCopy() {
  const { values } = (await market(SHAPE)).panel("close");
  return { run: () => values.slice() };
}

const args = (op) => ({ op, dates: SHAPE.dates, names: SHAPE.names });

const limit = {
  group: "limit",
  name: "mean 21",
  size: SIZE,
  prepare: () => prepare(({ close }) => close.mean(21, MIN[21])),
  peers: [
    {
      name: "memory copy",
      prepare: prepareCopy,
      target: 1 / 6,
      note: "a copy of the same bytes, new memory on both sides",
    },
  ],
};

export const operators = [
  ...EXPRESSIONS.map(([name, expression]) => ({
    group: "operator",
    name,
    size: SIZE,
    prepare: () => prepare(expression),
    peers: [
      { name: "pandas", task: "operators.pandas_operator", args: args(name), target: 5, tolerance: 1e-8 },
      {
        name: "polars",
        task: "operators.polars_operator",
        args: args(name),
        threads: 2,
        target: 1,
        tolerance: 1e-8,
      },
    ],
  })),
  limit,
];
