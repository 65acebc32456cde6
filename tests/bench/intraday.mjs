#!/usr/bin/env node
// Ten years of 5-minute bars: generate, ingest, daily features, the same features by DuckDB alone, one day more. Each
// stage runs in a process of its own, whose peak memory is reported. How to read it: docs/benchmarks.md.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { assay, useDist } from "./harness/assay.mjs";
import {
  createSessions,
  duckdb,
  FREQUENCY,
  FROM,
  featuresSql,
  TO,
  writeMinuteBars,
  writeNextDay,
} from "./harness/minuteBars.mjs";

const HELP = `node tests/bench/intraday.mjs [options]
  --size small|full   10 symbols (2 million bars) or 500 (98 million; about 8 GB of disk). Default small
  --dir DIR           where the data lie; default a temporary folder, which is removed
  --dist DIR          a build of the library other than lib/dist`;

const SYMBOLS = { small: 10, full: 500 };
const NEXT = "2020-01-02";
const MEMORY = "5000MB";

const { values: options } = parseArgs({
  options: {
    size: { type: "string", default: "small" },
    dir: { type: "string" },
    dist: { type: "string" },
    stage: { type: "string" },
    help: { type: "boolean", default: false },
  },
});
if (options.help || !(options.size in SYMBOLS)) {
  console.log(HELP);
  process.exit(options.help ? 0 : 2);
}
if (options.dist) useDist(options.dist);
const count = SYMBOLS[options.size];
const at = (...parts) => join(options.dir, ...parts);
const lake = async () => (await assay("data/index.js")).openLake(at("lake"));
const FILES = "lake/raw/bars5/v1/bars/*/*/*.parquet";

const STAGES = {
  generate: async () => writeMinuteBars(at("vendor"), count),
  ingest: async () => {
    const { entry } = await (await lake()).ingestBars(at("vendor"), { dataset: "bars5", ...FREQUENCY });
    return { rows: entry.rows, bytes: entry.files.reduce((sum, { bytes }) => sum + bytes, 0) };
  },
  features: async () => {
    const bars = (await lake()).bars("bars5", { version: "v1" });
    const market = await bars.daily();
    return { rows: bars.rows, check: checksum((name) => market.panel(name).values) };
  },
  "DuckDB alone": async () => {
    const connection = await duckdb({ memory_limit: MEMORY, temp_directory: at("spill") });
    await createSessions(connection, FROM, TO);
    await connection.run(`CREATE TABLE daily AS ${featuresSql(at(FILES))}`);
    const names = CHECKED.map((name) => `sum(${name}), count(${name})::DOUBLE`).join(", ");
    const [sums] = (await connection.runAndReadAll(`SELECT ${names} FROM daily`)).getRows();
    connection.closeSync();
    return { check: sums };
  },
  "one day more": async () => {
    await writeNextDay(at("next.parquet"), count, NEXT);
    const start = performance.now();
    const { entry } = await (await lake()).appendBars(at("next.parquet"), { dataset: "bars5" });
    return { rows: entry.change.added, ms: performance.now() - start };
  },
  "features of that day": async () => {
    const market = await (await lake()).bars("bars5", { from: NEXT }).daily();
    return { rows: market.assets.length };
  },
};

const CHECKED =
  "realised_variance bipower_variation realised_kurtosis vwap amihud_intraday closing_volume_share".split(
    " ",
  );

function checksum(valuesOf) {
  return CHECKED.flatMap((name) => {
    const present = valuesOf(name).filter((value) => !Number.isNaN(value));
    return [present.reduce((sum, value) => sum + value, 0), present.length];
  });
}

if (options.stage) {
  const start = performance.now();
  const result = (await STAGES[options.stage]()) ?? {};
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const cpu = (userCPUTime + systemCPUTime) / 1e6;
  console.log(JSON.stringify({ s: (performance.now() - start) / 1000, cpu, mb: maxRSS / 1024, ...result }));
} else runAll();

function runAll() {
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), "assay-intraday-"));
  const args = ["--size", options.size, "--dir", dir, ...(options.dist ? ["--dist", options.dist] : [])];
  const done = {};
  try {
    for (const stage of Object.keys(STAGES)) {
      process.stderr.write(`${stage} … `);
      const child = spawnSync(process.execPath, [fileURLToPath(import.meta.url), ...args, "--stage", stage], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "inherit"],
      });
      if (child.status !== 0) process.exit(1);
      done[stage] = JSON.parse(child.stdout.trim().split("\n").at(-1));
      process.stderr.write(`${done[stage].s.toFixed(1)} s\n`);
    }
    print(done, dir);
  } finally {
    if (!options.dir) rmSync(dir, { recursive: true, force: true });
  }
}

function print(done, dir) {
  const { rows, bytes } = done.ingest;
  console.log(
    "| stage | wall [s] | processor [s] | rows/s | peak memory [MB] |\n| --- | --- | --- | --- | --- |",
  );
  for (const [stage, { s, cpu, mb, ms, rows: own = rows }] of Object.entries(done)) {
    const seconds = ms === undefined ? s : ms / 1000;
    const speed = Math.round(own / seconds).toLocaleString("en");
    console.log(`| ${stage} | ${seconds.toFixed(1)} | ${cpu.toFixed(1)} | ${speed} | ${Math.round(mb)} |`);
  }
  const vendor = readdirSync(join(dir, "vendor")).map((name) => statSync(join(dir, "vendor", name)).size);
  const delivered = vendor.reduce((sum, size) => sum + size, 0);
  console.log(
    `\n${rows.toLocaleString("en")} bars; ${(bytes / rows).toFixed(2)} bytes per bar in the lake, ${(delivered / rows).toFixed(2)} delivered`,
  );
  const [ours, theirs] = [done.features, done["DuckDB alone"]];
  console.log(
    `features: ${(ours.s / theirs.s).toFixed(2)} times the time of DuckDB alone, ${(ours.cpu / theirs.cpu).toFixed(2)} times its processor time`,
  );
  const worst = Math.max(...ours.check.map((value, i) => Math.abs(value / theirs.check[i] - 1)));
  console.log(`sums of ${CHECKED.length} features agree within ${worst.toExponential(0)}`);
  if (!(worst < 1e-9)) process.exit(1);
}
