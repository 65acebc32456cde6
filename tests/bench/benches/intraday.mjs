import { join } from "node:path";
import { assay } from "../harness/assay.mjs";
import { dataDir } from "../harness/data.mjs";
import {
  createSessions,
  duckdb,
  FREQUENCY,
  FROM,
  featuresSql,
  TO,
  writeMinuteBars,
} from "../harness/minuteBars.mjs";

const SYMBOLS = 10;
const COMPARED = [
  "realised_variance",
  "bipower_variation",
  "vwap",
  "amihud_intraday",
  "closing_volume_share",
];

let published;

/** Ten years of 5-minute bars of ten symbols in a lake; written once. */
async function minuteLake() {
  const { openLake } = await assay("data/index.js");
  const lake = openLake(join(dataDir(), "minutes"));
  published ??= writeMinuteBars(join(dataDir(), "vendor"), SYMBOLS).then(() =>
    lake.ingestBars(join(dataDir(), "vendor"), { dataset: "bars5", ...FREQUENCY }),
  );
  await published;
  return lake;
}

async function prepareFeatures() {
  const lake = await minuteLake();
  return {
    run: () => lake.bars("bars5").daily(),
    numbers: (market) => together(COMPARED.map((name) => market.panel(name).values)),
  };
}

/** The same features by one SQL query over the files of the lake. */
async function prepareSql() {
  const lake = await minuteLake();
  const connection = await duckdb({ threads: "2" });
  await createSessions(connection, FROM, TO);
  const sql = featuresSql(join(lake.dir, "raw/bars5/v1/bars/*/*/*.parquet"));
  return {
    run: () => connection.run(`CREATE OR REPLACE TABLE daily AS ${sql}`),
    numbers: async () => {
      const reader = await connection.runAndReadAll(
        `SELECT ${COMPARED.join(", ")} FROM daily ORDER BY date, symbol`,
      );
      return together(reader.getColumns().map((column) => Float64Array.from(column)));
    },
    close: () => connection.closeSync(),
  };
}

function together(parts) {
  const out = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  parts.forEach((part, i) => {
    out.set(part, i * part.length);
  });
  return out;
}

export const intraday = [
  {
    group: "data",
    name: "5-minute bars to daily features",
    size: "1,954,560 bars",
    threads: 2,
    prepare: prepareFeatures,
    peers: [
      {
        name: "DuckDB alone",
        prepare: prepareSql,
        threads: 2,
        target: 1 / 1.5,
        parts: COMPARED.length,
        note: "one SQL query with window functions over the same Parquet files",
      },
    ],
  },
];
