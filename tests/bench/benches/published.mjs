import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { assay } from "../harness/assay.mjs";
import { bars } from "../harness/bars.mjs";
import { dataDir } from "../harness/data.mjs";
import { inQlib } from "../harness/qlib.mjs";

const SHAPE = { dates: 2520, names: 500 };
/** Sessions that are compared: every n-th, after the longest look-back. */
const COMPARED = { first: 300, every: 50 };

/** Instruments that qlib works on; its time is taken times their share of all. */
const COUNT = 20;

/** The size of the task that qlib publishes: 14 factors, 800 stocks, 13 years of daily bars on disk. */
const TASK = { dates: 3276, names: 800 };
const FOURTEEN = "KMID KLEN ROC5 MA20 STD20 BETA20 MAX20 MIN20 RSV20 CORR20 CORD10 SUMP20 VMA20 VSTD20".split(
  " ",
);

/**
 * Alphas that rank or nest correlations of ranks: equal ones, which rounding tells apart, and those of what does not
 * vary, 0 here and missing or noise in pandas, make other ranks.
 */
const UNSTEADY = new Set([
  3, 13, 15, 16, 26, 27, 31, 44, 45, 50, 55, 63, 68, 71, 72, 74, 75, 76, 78, 79, 81, 85, 88, 92, 94, 96, 97,
  98, 100,
]);

const numberOf = (name) => Number(name.slice(-3));

/** Evaluates a set as a stream and keeps the sessions that are compared. */
async function streamed(source, factors, options) {
  const { computeEach } = await assay("expr/index.js");
  const kept = new Array(factors.length);
  for await (const { index, panel } of computeEach(source, factors, options)) kept[index] = sample(panel);
  return kept;
}

function sample({ values, time, assets }) {
  const rows = [];
  for (let row = COMPARED.first; row < time.length; row += COMPARED.every) {
    rows.push(values.slice(row * assets.length, (row + 1) * assets.length));
  }
  return rows;
}

const joined = (kept) => Float64Array.from(kept.flatMap((rows) => rows.flatMap((row) => [...row])));

/** Of rows of `names` numbers the first {@link COUNT}. */
const ofFirstInstruments = (names) => (values) => values.filter((_, i) => i % names < COUNT);

async function alpha101(threads) {
  const { set } = await assay("factors/index.js");
  const { source } = await bars(SHAPE);
  const factors = set("alpha101").map(({ factor }) => factor);
  const steady = factors.map(({ name }) => !UNSTEADY.has(numberOf(name)));
  return {
    run: () => streamed(source, factors, { threads }),
    numbers: (kept) => joined(kept.filter((_, k) => steady[k])),
  };
}

async function alpha158(threads) {
  const { set } = await assay("factors/index.js");
  const { source } = await bars(SHAPE);
  const factors = set("alpha158").map(({ factor }) => factor);
  return { run: () => streamed(source, factors, { threads }), numbers: joined };
}

/** `first`: every run reads the Parquet files and writes the panel cache anew, else that cache is read. */
async function task(threads, { first }) {
  const { get } = await assay("factors/index.js");
  const { openLake } = await assay("data/index.js");
  const lake = openLake(join(dataDir(), "task-lake"));
  await lake.ingest(await writeBars(), { dataset: "bars" });
  const factors = FOURTEEN.map(get);
  await lake.market("bars");
  return {
    run: async () => {
      if (first) lake.collect({ all: true });
      return streamed(await lake.market("bars"), factors, { threads });
    },
    numbers: joined,
  };
}

async function writeBars() {
  const path = join(dataDir(), "task.csv");
  const { time, assets, fields } = await bars(TASK);
  const dates = time.labels();
  const columns = Object.values(fields);
  const out = openSync(path, "w");
  writeSync(out, `date,symbol,${Object.keys(fields).join(",")}\n`);
  assets.symbols.forEach((symbol, j) => {
    const bar = (i) => columns.map((values) => values[i * TASK.names + j]).join(",");
    writeSync(out, dates.map((date, i) => `${date},${symbol},${bar(i)}\n`).join(""));
  });
  closeSync(out);
  return path;
}

const alpha158Names = async () => {
  const { set } = await assay("factors/index.js");
  return set("alpha158").map(({ factor }) => factor.name);
};

const qlib = (shape, { namesOf, parts, target }) => ({
  name: "qlib",
  parts,
  prepare: async () =>
    inQlib("qlib_engine.expressions", { ...shape, ...COMPARED, count: COUNT, wanted: await namesOf() }),
  scale: shape.names / COUNT,
  reduce: ofFirstInstruments(shape.names),
  tolerance: 1e-3,
  target,
  note: `pyqlib, one process, no caches, from its own binary files: ${COUNT} instruments, times ${shape.names / COUNT}; float32`,
});

const numbered = Array.from({ length: 101 }, (_, k) => k + 1).filter((number) => number !== 56);

const rows = (threads) => [
  {
    group: "library",
    name: `Alpha158, ${threads} thread${threads > 1 ? "s" : ""}`,
    size: "2,520 × 500",
    threads,
    prepare: () => alpha158(threads),
    peers: [qlib(SHAPE, { namesOf: alpha158Names, parts: 158, target: 15 })],
  },
  {
    group: "library",
    name: `Alpha101, ${threads} thread${threads > 1 ? "s" : ""}`,
    size: "2,520 × 500",
    threads,
    prepare: () => alpha101(threads),
    peers: [
      {
        name: "pandas",
        task: "alpha101.all_alphas",
        args: {
          ...SHAPE,
          ...COMPARED,
          numbers: numbered,
          compared: numbered.filter((n) => !UNSTEADY.has(n)),
        },
        target: 30,
        tolerance: 1e-6,
        parts: 100 - UNSTEADY.size,
        runs: 1,
        note: `one run; one alpha after the other as printed; decay_linear, product and the days of extremes by rolling.apply; ${100 - UNSTEADY.size} of 100 compared, see docs/benchmarks.md`,
      },
    ],
  },
  ...[true, false].map((first) => ({
    group: "library",
    name: `qlib's task: ${first ? "Parquet (first load)" : "panel cache (later loads)"} to 14 factors, ${threads} thread${threads > 1 ? "s" : ""}`,
    size: "3,276 × 800",
    threads,
    prepare: () => task(threads, { first }),
    peers: [qlib(TASK, { namesOf: () => FOURTEEN, parts: FOURTEEN.length, target: first ? undefined : 10 })],
  })),
];

/** Published sets of factors, and the benchmark that qlib publishes. */
export const published = [...rows(1), ...rows(2)];
