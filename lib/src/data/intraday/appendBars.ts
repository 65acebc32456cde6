import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { checkKeys, fail, literal } from "../../core/index.js";
import { type Database, withDatabase } from "../duckdb/database.js";
import type { Draft } from "../lake/draft.js";
import { IngestResult } from "../lake/ingestResult.js";
import type { ManifestEntry, ManifestFile } from "../lake/manifest.js";
import { type Transaction, transact } from "../lake/transact.js";
import type { Counts } from "../quality/inspect.js";
import { findFiles } from "../source/files.js";
import { type FilesOfBars, filesOfBars, parquet } from "./barFilesOf.js";
import { checkBarFrequency } from "./barFrequency.js";
import { openBarSource } from "./barSource.js";
import { describedBars, lastBar, partitionsWith, sourceInfo } from "./describedBars.js";
import { type IngestBarsOptions, planBars } from "./ingestBarsOptions.js";
import { clockOf, judgeBars } from "./judgeBars.js";
import { createQuarantine, keepMalformed, spillQuarantine, writeQuarantine } from "./quarantineBars.js";
import { createSessions, datesAround } from "./sessionsTable.js";
import { sortBars } from "./sortBars.js";
import { surveyOf } from "./survey.js";
import { addContent, BAR_COLUMNS, BAR_FORMAT, described, type YearContent } from "./writePiece.js";

const WHO = "data.appendBars";
const DAY = 86_400_000;

/** Files of appended bars per year, above which an append puts them together. */
const TAILS = 16;

/** As for an ingest; what is not given is as the dataset was ingested. */
export type AppendBarsOptions = Pick<
  IngestBarsOptions,
  "dataset" | "map" | "symbol" | "pattern" | "timeFormat" | "quality" | "memory" | "onMessage"
> &
  Partial<Pick<IngestBarsOptions, "label" | "zone">>;

const KEYS = [
  "dataset",
  "map",
  "symbol",
  "pattern",
  "timeFormat",
  "quality",
  "memory",
  "onMessage",
  "label",
  "zone",
];

/**
 * Add later bars to a dataset, as one transaction: one file of its own per year, whatever the number of symbols, so that a day is
 * added in seconds. Bars that are published already are dropped; the same again is `unchanged`. Bars that lie before the last
 * one of their symbol and are new or have other values are an error: those need an ingest of the whole.
 */
export async function appendBars(
  lake: { readonly dir: string },
  path: string,
  options: AppendBarsOptions,
): Promise<IngestResult> {
  checkKeys(WHO, options, KEYS);
  const { dataset, onMessage } = options;
  const done = await transact(lake, { dataset, onMessage }, ({ last, ...transaction }) => {
    const { intraday } = last ?? {};
    if (!last || !intraday) return failNew(dataset);
    const { calendar, label, zone, closingAuctionMinutes } = intraday;
    const frequency = checkBarFrequency(WHO, last.frequency);
    const given = { label, zone, ...options, frequency, calendar, closingAuctionMinutes };
    return withDatabase((db) => stageAppended(db, path, { ...transaction, last, options: given }), {
      spillDir: `${transaction.staging}/spill`,
      memory: planBars(given).memory,
    });
  });
  return new IngestResult(done.entry, done.outcome);
}

function failNew(dataset: string): never {
  return fail(WHO, "there is no such dataset of bars within sessions yet", {
    received: dataset,
    fix: "ingest it first: lake.ingestBars",
  });
}

interface Appending extends Omit<Transaction, "last"> {
  readonly last: ManifestEntry;
  readonly options: IngestBarsOptions;
}

async function stageAppended(db: Database, path: string, job: Appending): Promise<Draft | undefined> {
  const { last, options, root, staging } = job;
  const plan = planBars(options);
  const source = await openBarSource(db, findFiles(path), options);
  const survey = await surveyOf(db, source, { ...options, pieceRows: Infinity });
  await createQuarantine(db);
  const delivered = survey.rows + (await keepMalformed(db, source));
  await createSessions(db, plan.calendar, datesAround(survey.from - DAY, survey.to + DAY));
  const clock = clockOf(plan, source, { survey, timeFormat: options.timeFormat });
  let inOrder = true;
  for (const piece of survey.pieces) inOrder = await judgeBars(db, piece, { plan, source, clock });
  const seen = await dropPublished(db, root, last);
  const symbols = await sortBars(db, inOrder);
  const years = new Map<number, YearContent>();
  await addContent(db, symbols, years);
  const spilled = join(staging, "spill/quarantine.parquet");
  await spillQuarantine(db, spilled);
  const quarantine = await writeQuarantine(db, staging, [spilled]);
  if (years.size === 0 && Object.keys(quarantine.quarantined).length === 0) return undefined;
  const tails = await writeTails(db, [...years.keys()], job);
  const kept = last.files.filter(({ path: old }) => !tails.replaced.has(old));
  const partitions = partitionsWith(last.partitions ?? {}, years, (date) => seen.has(date));
  const added = [...years.values()].reduce((sum, { sum: own }) => sum + own.rows, 0);
  const until = Math.max(Date.parse(last.intraday?.until ?? ""), lastBar(years));
  return {
    ...describedBars(
      {
        partitions,
        symbols: last.symbols + (await newSymbols(db, filesOfBars(root, last, EVER), symbols)),
        until,
        change: { kind: "append", added },
      },
      plan,
    ),
    kept,
    delivered,
    quarantined: together(last.quarantined, quarantine.quarantined),
    source: await sourceInfo(source.files),
    columns: source.columns,
    written: [...tails.written, ...quarantine.files],
  };
}

const EVER = { first: "0000", last: "9999" };

/** Take the bars out of `typed` that are published; returns dates that are. Others not after their symbol's last are an error. */
async function dropPublished(db: Database, root: string, last: ManifestEntry): Promise<Set<string>> {
  const until = last.intraday?.until ?? "";
  const [{ first, early }] = await db.rows(`SELECT min(date)::VARCHAR AS first,
    (count(*) FILTER (time <= ${literal(until)}::TIMESTAMPTZ::TIMESTAMP))::DOUBLE AS early FROM typed WHERE reason IS NULL`);
  if (Number(early) === 0) return new Set([last.to]);
  const files = filesOfBars(root, last, { first: String(first), last: "9999" });
  const paths = [...[...files.bySymbol.values()].flat(), ...files.tails];
  const bars = paths.length > 0 ? parquet(paths) : "(SELECT * FROM typed WHERE false)";
  await db.run(`CREATE TABLE published AS SELECT ${BAR_COLUMNS} FROM ${bars} WHERE date >= ${literal(String(first))};
    CREATE TABLE ends AS SELECT symbol, max(time) AS until FROM ${bars} GROUP BY symbol;
    UPDATE typed SET reason = 'published' FROM published p WHERE typed.reason IS NULL
      AND p.symbol = typed.symbol AND p.time = typed.time
      AND (p.open, p.high, p.low, p.close, p.volume) IS NOT DISTINCT FROM
        (typed.open, typed.high, typed.low, typed.close, typed.volume)`);
  const [{ n, symbol, time }] =
    await db.rows(`SELECT count(*)::DOUBLE AS n, min(symbol) AS symbol, min(time)::VARCHAR AS time
    FROM typed JOIN ends USING (symbol) WHERE reason IS NULL AND time <= until`);
  if (Number(n) > 0) {
    fail(WHO, `${n} bars restate published ones or fill a gap before the last bar of their symbol`, {
      received: `${symbol} ${time}`,
      fix: "ingest the whole again, or deliver later bars only",
    });
  }
  const dates = await db.rows("SELECT DISTINCT date::VARCHAR AS date FROM published");
  return new Set(dates.map(({ date }) => String(date)));
}

/** Write `sorted` as one file per year; many small files of a year become one. */
async function writeTails(
  db: Database,
  years: readonly number[],
  { root, staging, last }: Appending,
): Promise<{ written: ManifestFile[]; replaced: Set<string> }> {
  const written: ManifestFile[] = [];
  const replaced = new Set<string>();
  for (const year of years) {
    const partition = `year=${year}`;
    const old = last.files.filter(
      ({ path, partition: own }) => own === partition && path.endsWith("/tail.parquet"),
    );
    const merged = old.length >= TAILS ? old : [];
    for (const { path } of merged) replaced.add(path);
    const own = `SELECT ${BAR_COLUMNS} FROM sorted WHERE year(date) = ${year}`;
    const all =
      merged.length > 0
        ? `SELECT ${BAR_COLUMNS} FROM ${parquet(merged.map(({ path }) => join(root, path)))} UNION ALL ${own}`
        : own;
    const path = `raw/bars/${partition}/tail.parquet`;
    const full = join(staging, path);
    mkdirSync(dirname(full), { recursive: true });
    await db.run(`COPY (${all} ORDER BY symbol, time) TO ${literal(full)} (${BAR_FORMAT})`);
    const [{ n }] = await db.rows(`SELECT count(*)::DOUBLE AS n FROM ${parquet([full])}`);
    written.push(await described(full, { path, kind: "bars", partition, rows: Number(n) }));
  }
  return { written, replaced };
}

async function newSymbols(
  db: Database,
  { bySymbol, tails }: FilesOfBars,
  symbols: readonly string[],
): Promise<number> {
  const later = tails.length > 0 ? await db.rows(`SELECT DISTINCT symbol FROM ${parquet(tails)}`) : [];
  const known = new Set([...bySymbol.keys(), ...later.map(({ symbol }) => String(symbol))]);
  return symbols.filter((symbol) => !known.has(symbol)).length;
}

function together(a: Counts, b: Counts): Counts {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  return Object.fromEntries(names.map((name) => [name, (a[name] ?? 0) + (b[name] ?? 0)]));
}
