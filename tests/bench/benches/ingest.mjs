import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { assay } from "../harness/assay.mjs";
import { dataDir, market } from "../harness/data.mjs";

const SHAPE = { dates: 2520, names: 500 };
const SIZE = "1,260,000 rows";

/** Daily bars of one symbol after the other, as most vendors deliver them. */
async function writeCsv() {
  const file = join(dataDir(), "bars.csv");
  const { panel, time, assets } = await market(SHAPE);
  const [open, close, volume] = [panel("open").values, panel("close").values, panel("volume").values];
  const dates = time.labels();
  const out = openSync(file, "w");
  writeSync(out, "date,symbol,open,high,low,close,volume\n");
  assets.symbols.forEach((symbol, j) => {
    const lines = dates.map((date, i) => {
      const at = i * SHAPE.names + j;
      const high = Math.max(open[at], close[at]);
      const low = Math.min(open[at], close[at]);
      return `${date},${symbol},${open[at]},${high},${low},${close[at]},${volume[at]}\n`;
    });
    writeSync(out, lines.join(""));
  });
  closeSync(out);
  return file;
}

async function prepareIngest() {
  const { openLake } = await assay("data/index.js");
  const csv = await writeCsv();
  let lakes = 0;
  return {
    run: async () => {
      const lake = openLake(join(dataDir(), `ingest-${lakes++}`));
      await lake.ingest(csv, { dataset: "bench" });
      return lake.market("bench");
    },
    numbers: panels,
  };
}

async function benchLake() {
  const { openLake } = await assay("data/index.js");
  const lake = openLake(join(dataDir(), "lake"));
  await lake.ingest(await writeCsv(), { dataset: "bench" });
  return lake;
}

async function prepareFirstLoad() {
  const lake = await benchLake();
  return {
    run: () => {
      lake.collect({ all: true });
      return lake.market("bench");
    },
    numbers: panels,
  };
}

async function prepareLoad() {
  const lake = await benchLake();
  await lake.market("bench");
  return { run: () => lake.market("bench"), numbers: panels };
}

/** Raw close and volume, one after the other. */
function panels(loaded) {
  const [close, volume] = [loaded.panel("raw.close").values, loaded.panel("raw.volume").values];
  const out = new Float64Array(close.length + volume.length);
  out.set(close);
  out.set(volume, close.length);
  return out;
}

/** The limit: DuckDB reads and decodes every column of the same files and gives back two sums. */
async function prepareScan() {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const files = join(dataDir(), "lake/raw/bench/v1/bars/*/*.parquet");
  const sql = `SELECT sum(close), sum(volume), sum(open + high + low), count(DISTINCT symbol), max(date)
    FROM read_parquet('${files}')`;
  return {
    run: () => connection.runAndReadAll(sql),
    numbers: (reader) => Float64Array.from(reader.getRows()[0].slice(0, 2)),
    close: () => connection.closeSync(),
  };
}

function twoSums(values) {
  const sum = (part) => part.reduce((total, value) => total + value, 0);
  return Float64Array.of(sum(values.subarray(0, values.length / 2)), sum(values.subarray(values.length / 2)));
}

/** A load of the lake against those who read the same Parquet files. */
const load = (name, prepare) => ({
  group: "data",
  name,
  size: SIZE,
  threads: 2,
  prepare,
  peers: [
    {
      name: "DuckDB scan",
      prepare: prepareScan,
      threads: 2,
      reduce: twoSums,
      note: "of the Parquet files, sums over every column, no panels: the limit",
    },
    {
      name: "pandas",
      task: "ingest.read_parquet",
      threads: 2,
      note: "read_parquet of the same files and five pivots",
    },
  ],
});

export const ingest = [
  {
    group: "data",
    name: "CSV to panels",
    size: SIZE,
    threads: 2,
    prepare: prepareIngest,
    peers: [
      {
        name: "pandas",
        task: "ingest.read_csv",
        note: "read_csv and five pivots; ours also judges every row, publishes a version as Parquet and hashes it",
      },
    ],
  },
  load("lake to panels, from Parquet (first load, writes the cache)", prepareFirstLoad),
  load("lake to panels, from the panel cache (later loads)", prepareLoad),
];
