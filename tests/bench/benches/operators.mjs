import { assay } from "../harness/assay.mjs";
import { market } from "../harness/data.mjs";

const SHAPE = { dates: 2520, names: 500, holes: true };
const SIZE = "2,520 × 500";
/** Present values that a window of 21 or 252 needs: sessions are missing. */
const MIN = { 21: { min: 15 }, 252: { min: 126 } };

const rolling = (op, windows = [21, 252]) =>
  windows.map((n) => [`${op} ${n}`, ({ close }) => close[op](n, MIN[n])]);
const rollingPair = (op, windows = [21, 252]) =>
  windows.map((n) => [`${op} ${n}`, ({ close, volume }) => close[op](volume, n, MIN[n])]);

const WINDOWS_OF_NUMPY = "pandas has no such function: numpy over sliding windows";
const NO_POLARS = { polars: false };
/** It subtracts from running sums of powers. */
const FEW_DIGITS = "pandas keeps few digits here; ours and polars' agree";
const LOOSE = {
  loose: 1e-3,
  note: FEW_DIGITS,
};

/** Name, which the peers know too, the expression, and what is special about the peers. */
const EXPRESSIONS = [
  ["lag 21", ({ close }) => close.lag(21)],
  ["returns 1", ({ close }) => close.returns()],
  ["logReturns 1", ({ close }) => close.logReturns()],
  ["log", ({ close }) => close.log()],
  ["mul", ({ close, volume }) => close.mul(volume)],
  ["gt 20", ({ close }) => close.gt(20)],
  ...rolling("sum"),
  ...rolling("mean"),
  ...rolling("std"),
  ...rolling("variance", [21]),
  ...rolling("tsZscore"),
  ...rolling("skew").map((row) => [...row, LOOSE]),
  ...rolling("kurt").map((row) => [...row, LOOSE]),
  ...rolling("max"),
  ...rolling("min"),
  ...rolling("argmax", [21]).map((row) => [...row, { ...NO_POLARS, note: WINDOWS_OF_NUMPY }]),
  ...rolling("median"),
  ["quantile 21", ({ close }) => close.quantile(21, 0.2, MIN[21])],
  ...rolling("tsRank"),
  ["count 21", ({ close }) => close.count(21), { reduce: zeroForMissing }],
  ...rolling("product", [21]).map((row) => [...row, { ...NO_POLARS, note: WINDOWS_OF_NUMPY }]),
  ...rolling("mad", [21]).map((row) => [...row, { ...NO_POLARS, note: WINDOWS_OF_NUMPY }]),
  [
    "decayLinear 21",
    ({ close }) => close.decayLinear(21, MIN[21]),
    { ...NO_POLARS, note: "a weighted sum of 21 shifted frames" },
  ],
  ...rolling("slope"),
  ...rolling("rsquare", [21]),
  ...rolling("residual", [21]).map((row) => [...row, { loose: 1e-6, note: FEW_DIGITS }]),
  ...rollingPair("corr"),
  ...rollingPair("cov"),
  ...rollingPair("beta"),
  ...rollingPair("residualOn", [252]),
  ["ewm 20", ({ close }) => close.ewm({ span: 20 })],
  ["ewmStd 20", ({ close }) => close.ewmStd({ span: 20 })],
  ["rank", ({ close }) => close.rank()],
  ["rank by sector", ({ close }) => close.rank({ by: "sector" })],
  ["zscore", ({ close }) => close.zscore()],
  ["demean by sector", ({ close }) => close.demean({ by: "sector" })],
  ["winsorize", ({ close }) => close.winsorize(0.01)],
  ["scale", ({ close }) => close.scale()],
  ["bucket", ({ close }) => close.bucket(5), { ...NO_POLARS, note: "pandas.qcut, date by date" }],
  [
    "neutralize by sector, on volume",
    ({ close, volume }) => close.neutralize({ by: "sector", against: volume }),
    { ...NO_POLARS, note: "numpy.linalg.lstsq on sector dummies and volume, date by date" },
  ],
];

/** The peers give 0 where nothing is present. */
function zeroForMissing(values) {
  return values.map((value) => (Number.isNaN(value) ? 0 : value));
}

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

function peersOf(name, { polars = true, loose, note, reduce }) {
  const common = { args: args(name), tolerance: 1e-8, reduce };
  const pandas = { ...common, name: "pandas", task: "operators.pandas_operator", target: 5, note };
  if (loose) pandas.tolerance = loose;
  const other = { name: "polars", task: "operators.polars_operator", threads: 2, target: 1 };
  return polars ? [pandas, { ...common, ...other }] : [pandas];
}

export const operators = [
  ...EXPRESSIONS.map(([name, expression, special = {}]) => ({
    group: "operator",
    name,
    size: SIZE,
    prepare: () => prepare(expression),
    peers: peersOf(name, special),
  })),
  limit,
];
