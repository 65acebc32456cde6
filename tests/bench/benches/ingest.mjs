import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
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

/** What was seen on each day of two years of all listings in the United States. */
const LISTINGS = join(
  process.env.ASSAY_REAL_DATA ?? fileURLToPath(new URL("../../../../shared/data", import.meta.url)),
  "pit_raw/us_all_prices_firstseen_20150323_20170331.csv.gz",
);

async function prepareListings() {
  const { openLake } = await assay("data/index.js");
  let lakes = 0;
  return {
    run: () => openLake(join(dataDir(), `listings-${lakes++}`)).ingest(LISTINGS, { dataset: "listings" }),
    numbers: ({ entry }) => Float64Array.of(entry.delivered),
  };
}

/** The limit of an ingest: typed reading, the checks of single cells and of repeated rows, sorted Parquet files by year. */
async function prepareListingsInSql() {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const out = join(dataDir(), "listings.parquet");
  const prices = ["open", "high", "low", "close"];
  const types = [...prices, "volume"].map((name) => `${name}: 'DOUBLE'`).join(", ");
  const bad = `close IS NULL OR volume < 0 OR high < low OR least(${prices}) <= 0
    OR high < greatest(open, close) OR low > least(open, close) OR copy > 1`;
  return {
    run: async () => {
      await connection.run(`CREATE OR REPLACE TABLE judged AS SELECT *, ${bad} AS bad FROM (
        SELECT *, row_number() OVER (PARTITION BY symbol, date) AS copy
        FROM read_csv('${LISTINGS}', header = true, columns = {date: 'DATE', symbol: 'VARCHAR', ${types}}))`);
      for (const year of [2015, 2016, 2017]) {
        await connection.run(`COPY (SELECT * EXCLUDE (copy, bad) FROM judged WHERE NOT bad AND year(date) = ${year}
          ORDER BY symbol, date) TO '${out}.${year}' (FORMAT parquet, COMPRESSION zstd)`);
      }
      return connection.runAndReadAll("SELECT count(*) FROM judged");
    },
    numbers: (reader) => Float64Array.of(Number(reader.getRows()[0][0])),
    close: () => connection.closeSync(),
  };
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

/** The files' columns as DuckDB hands them to its client, one typed array each; symbols stay undecoded. */
async function prepareStream() {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const files = join(dataDir(), "lake/raw/bench/v1/bars/*/*.parquet");
  const rows = SHAPE.dates * SHAPE.names;
  return {
    run: async () => {
      const result = await connection.stream(
        `SELECT date, open, high, low, close, volume, symbol FROM read_parquet('${files}')`,
      );
      const columns = [Int32Array, ...Array(5).fill(Float64Array)].map((Type) => new Type(rows));
      for (let at = 0; at < rows; ) {
        const chunk = await result.fetchChunk();
        columns.forEach((column, c) => {
          column.set(chunk.getColumnVector(c).items, at);
        });
        at += chunk.rowCount;
      }
      return columns;
    },
    numbers: (columns) => twoSums(Float64Array.from([...columns[4], ...columns[5]])),
    close: () => connection.closeSync(),
  };
}

function twoSums(values) {
  const sum = (part) => part.reduce((total, value) => total + value, 0);
  return Float64Array.of(sum(values.subarray(0, values.length / 2)), sum(values.subarray(values.length / 2)));
}

/** A load of the lake against those who read the same Parquet files; `target` against DuckDB's scan. */
const load = (name, prepare, target) => ({
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
      target,
      note: "of the Parquet files, sums over every column, no panels: the limit",
    },
    {
      name: "DuckDB to its client",
      prepare: prepareStream,
      threads: 2,
      reduce: twoSums,
      note: "of the Parquet files, every column streamed into one typed array, symbols undecoded, no panels",
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
  {
    group: "data",
    name: "listings of two years, packed CSV to a published version",
    size: "3,031,369 rows",
    threads: 2,
    needs: LISTINGS,
    prepare: prepareListings,
    peers: [
      {
        name: "DuckDB alone",
        prepare: prepareListingsInSql,
        threads: 2,
        note: "read with given types, cells and repeated rows checked, Parquet by year; ours judges by all rules, keeps what fell and why, hashes, lays out panels",
      },
    ],
  },
  load("lake to panels, from Parquet (panels deleted, and written again)", prepareFirstLoad),
  load("lake to panels, first load after an ingest, and later ones", prepareLoad, 0.5),
];
