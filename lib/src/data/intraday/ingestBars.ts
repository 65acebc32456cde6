import { join } from "node:path";
import { fail } from "../../core/index.js";
import { type Database, withDatabase } from "../duckdb/database.js";
import type { Draft } from "../lake/draft.js";
import { fingerprintOf } from "../lake/fingerprint.js";
import { IngestResult } from "../lake/ingestResult.js";
import type { ManifestEntry, ManifestFile, PartitionContent } from "../lake/manifest.js";
import { transact } from "../lake/transact.js";
import { findFiles, hashFiles } from "../source/files.js";
import { type BarSource, deliveredSql, openBarSource } from "./barSource.js";
import { type IngestBarsOptions, type IngestBarsPlan, planBars } from "./ingestBarsOptions.js";
import { inLanes } from "./lanes.js";
import { createQuarantine, keepFallen, spillQuarantine, writeQuarantine } from "./quarantineBars.js";
import { createSessions, datesAround } from "./sessionsTable.js";
import { type Piece, type Survey, surveyOf } from "./survey.js";
import { type Clock, typeBars } from "./typeBars.js";
import { addContent, sortBars, writePiece, type YearContent } from "./writePiece.js";

const WHO = "data.ingestBars";
const DAY = 86_400_000;

/**
 * Bring bars within sessions into a lake as one transaction: times become UTC instants of the bars' ends, every row is
 * judged, bad ones go into quarantine with the reason, the rest is published whole, by symbol and year, sorted.
 *
 * `path` is a CSV or Parquet file, or a folder of them. It is worked off in pieces of about two million bars, so that memory
 * is bounded whatever the size. Nothing is filled: a minute without a bar stays without one.
 */
export async function ingestBars(
  lake: { readonly dir: string },
  path: string,
  options: IngestBarsOptions,
): Promise<IngestResult> {
  const plan = planBars(options);
  const { dataset, onMessage } = options;
  const done = await transact(lake, { dataset, onMessage }, async ({ last, staging }) => {
    checkSame(last, plan);
    const draft = await withDatabase((db) => stageBars(db, path, { plan, options, staging }), {
      spillDir: `${staging}/spill`,
      memory: plan.memory,
    });
    return last && isSame(last, draft) ? undefined : draft;
  });
  return new IngestResult(done.entry, done.outcome);
}

interface Staging {
  readonly plan: IngestBarsPlan;
  readonly options: IngestBarsOptions;
  readonly staging: string;
}

/** What all pieces together have written. */
export interface WrittenBars {
  readonly files: readonly ManifestFile[];
  readonly years: ReadonlyMap<number, YearContent>;
  readonly symbols: ReadonlySet<string>;
}

async function stageBars(db: Database, path: string, { plan, options, staging }: Staging): Promise<Draft> {
  const files = findFiles(path);
  const source = await openBarSource(db, files, options);
  const survey = await surveyOf(db, source, options);
  const work = { plan, source, survey, clock: clockOf(plan, source, { survey, options }) };
  const spilled: string[] = [];
  const years = new Map<number, YearContent>();
  const symbols = new Set<string>();
  const written: ManifestFile[] = [];
  await inLanes(
    survey.pieces,
    { memory: plan.memory, spillDir: join(staging, "spill") },
    async (lane, next, n) => {
      await createQuarantine(lane);
      await createSessions(lane, plan.calendar, datesAround(survey.from - DAY, survey.to + DAY));
      for (let piece = next(); piece; piece = next()) {
        await judge(lane, piece, work);
        const names = await sortBars(lane);
        for (const name of names) symbols.add(name);
        await addContent(lane, names, years);
        written.push(...(await writePiece(lane, staging, join(staging, `draft-${n}`))));
        options.onMessage?.(`${written.length} files written, of ${survey.rows.toLocaleString("en")} rows`);
      }
      spilled.push(join(staging, `spill/quarantine-${n}.parquet`));
      await spillQuarantine(lane, spilled[spilled.length - 1]);
    },
  );
  if (written.length === 0)
    fail(WHO, "no row is fit to be published; nothing was changed", { received: files.name });
  const quarantine = await writeQuarantine(db, staging, spilled);
  written.sort((a, b) => (a.path < b.path ? -1 : 1));
  const info = {
    kind: files.kind,
    name: files.name,
    sha256: await hashFiles(files.paths),
    files: files.paths.length,
  };
  return {
    ...describedBars({ files: written, years, symbols }, plan),
    delivered: survey.rows,
    quarantined: quarantine.quarantined,
    source: info,
    columns: source.columns,
    written: [...written, ...quarantine.files],
  };
}

interface Judging {
  readonly plan: IngestBarsPlan;
  readonly source: BarSource;
  readonly survey: Survey;
  readonly clock: Clock;
}

async function judge(db: Database, piece: Piece, { plan, source, clock }: Judging): Promise<void> {
  const delivered = deliveredSql(source, piece);
  await typeBars(db, delivered, { clock, rules: plan.rules, types: source.types });
  await keepFallen(db, delivered, new Set(source.types.keys()));
}

function clockOf(
  { zone, calendar }: IngestBarsPlan,
  source: BarSource,
  { survey, options }: { survey: Survey; options: IngestBarsOptions },
): Clock {
  const [from, to] = [survey.from - 2 * DAY, survey.to + 2 * DAY];
  return {
    type: source.types.get("date"),
    timeFormat: options.timeFormat,
    source: zone?.changes(from, to),
    exchange: calendar.clock.changes(from, to),
  };
}

function describedBars(
  { files, years, symbols }: WrittenBars,
  { rules, policy, calendar, zone }: IngestBarsPlan,
) {
  const partitions: Record<string, PartitionContent> = {};
  for (const [year, { sum, dates }] of [...years].sort(([a], [b]) => a - b)) {
    const sorted = [...dates].sort();
    partitions[`year=${year}`] = {
      hash: sum.toString(),
      rows: sum.rows,
      sessions: sorted.length,
      from: sorted[0],
      to: sorted[sorted.length - 1],
    };
  }
  const parts = Object.values(partitions);
  const rows = files.reduce((sum, file) => sum + file.rows, 0);
  return {
    frequency: rules.frequency,
    fingerprint: fingerprintOf({ partitions, tables: {} }),
    rows,
    symbols: symbols.size,
    sessions: parts.reduce((sum, part) => sum + part.sessions, 0),
    from: parts[0].from,
    to: parts[parts.length - 1].to,
    flagged: {},
    policy,
    partitions,
    tables: {},
    kept: [],
    change: { kind: "ingest" as const, added: rows, restated: 0, removed: 0 },
    intraday: {
      calendar: calendar.name,
      label: rules.label,
      ...(zone && { zone: zone.name }),
      closingAuctionMinutes: rules.closingAuctionMinutes,
    },
  };
}

function checkSame(last: ManifestEntry | undefined, { rules }: IngestBarsPlan): void {
  if (!last || last.frequency === rules.frequency) return;
  fail(WHO, `${last.dataset} holds bars of ${last.frequency}`, {
    received: rules.frequency,
    fix: "give bars of another length a dataset of their own",
  });
}

function isSame(last: ManifestEntry, draft: Draft): boolean {
  const key = ({ quarantined, delivered, intraday }: Draft | ManifestEntry) =>
    JSON.stringify([quarantined, delivered, intraday]);
  return last.fingerprint === draft.fingerprint && key(last) === key(draft);
}
