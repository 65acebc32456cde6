import { join } from "node:path";
import { DAY_MS, fail } from "../../core/index.js";
import { type Database, withDatabase } from "../duckdb/database.js";
import type { Draft } from "../lake/draft.js";
import { IngestResult } from "../lake/ingestResult.js";
import type { ManifestEntry, ManifestFile } from "../lake/manifest.js";
import { transact } from "../lake/transact.js";
import type { Counts } from "../quality/inspect.js";
import { findFiles } from "../source/files.js";
import { type BarDelivery, pathOfBars, sourceInfo } from "./barDelivery.js";
import { openBarSource } from "./barSource.js";
import { describedBars, lastBar, partitionsWith } from "./describedBars.js";
import { type IngestBarsOptions, type IngestBarsPlan, planBars } from "./ingestBarsOptions.js";
import { clockOf, judgeBars } from "./judgeBars.js";
import { inLanes } from "./lanes.js";
import { createQuarantine, keepMalformed, spillQuarantine, writeQuarantine } from "./quarantineBars.js";
import { createSessions, datesAround } from "./sessionsTable.js";
import { sortBars } from "./sortBars.js";
import { surveyOf } from "./survey.js";
import { addContent, writePiece, type YearContent } from "./writePiece.js";

const WHO = "data.ingestBars";
/**
 * Bring bars within sessions into a lake as one transaction: times become UTC instants of the bars' ends, every row is
 * judged, bad ones go into quarantine with the reason, the rest is published whole, by symbol and year, sorted.
 *
 * `path` is a CSV or Parquet file, or a folder of them. It is worked off in pieces of about two million bars, so that memory
 * is bounded whatever the size. Nothing is filled: a minute without a bar stays without one.
 */
export async function ingestBars(
  lake: { readonly dir: string },
  path: BarDelivery,
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

async function stageBars(
  db: Database,
  path: BarDelivery,
  { plan, options, staging }: Staging,
): Promise<Draft> {
  const files = findFiles(pathOfBars(path));
  const source = await openBarSource(db, files, options);
  const survey = await surveyOf(db, source, options);
  await createQuarantine(db);
  const delivered = survey.rows + (await keepMalformed(db, source));
  const work = { plan, source, clock: clockOf(plan, source, { survey, timeFormat: options.timeFormat }) };
  const spilled = [join(staging, "spill/quarantine.parquet")];
  await spillQuarantine(db, spilled[0]);
  const years = new Map<number, YearContent>();
  const symbols = new Set<string>();
  const written: ManifestFile[] = [];
  await inLanes(
    survey.pieces,
    { memory: plan.memory, spillDir: join(staging, "spill") },
    async (lane, next, n) => {
      await createQuarantine(lane);
      await createSessions(lane, plan.calendar, datesAround(survey.from - DAY_MS, survey.to + DAY_MS));
      for (let piece = next(); piece; piece = next()) {
        const inOrder = await judgeBars(lane, piece, work);
        const names = await sortBars(lane, inOrder);
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
  const rows = written.reduce((sum, file) => sum + file.rows, 0);
  const quarantine = await writeQuarantine(db, staging, spilled);
  checkAll({ delivered, rows, ...quarantine });
  written.sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    ...describedBars(
      {
        partitions: partitionsWith({}, years),
        symbols: symbols.size,
        until: lastBar(years),
        change: { kind: "ingest", added: rows, restated: 0 },
      },
      plan,
    ),
    kept: [],
    delivered,
    quarantined: quarantine.quarantined,
    source: await sourceInfo(source.files, path),
    columns: source.columns,
    written: [...written, ...quarantine.files],
  };
}

/** Every line that was delivered is published or in quarantine. */
function checkAll(counts: { delivered: number; rows: number; quarantined: Counts }): void {
  const kept = Object.values(counts.quarantined).reduce((sum, n) => sum + n, counts.rows);
  if (kept === counts.delivered) return;
  fail(WHO, "rows were lost; nothing was changed", { received: `${kept} of ${counts.delivered}` });
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
