import { EVER } from "../dateSpan.js";
import type { Database } from "../duckdb/database.js";
import { prepareIdentities } from "../quality/identity/identities.js";
import { type Inspection, inspect } from "../quality/inspect.js";
import type { QualityPolicy } from "../quality/policy.js";
import { createSourceTables, typeRows } from "../quality/prepare.js";
import { prepareExtras } from "../quality/prepareExtras.js";
import { loadExtraFiles } from "../source/extraFiles.js";
import { nameSecurities } from "../source/nameSecurities.js";
import type { Loaded, Source } from "../source/source.js";
import { barsIn } from "./barsIn.js";
import { changeFrom } from "./changeFrom.js";
import type { Draft } from "./draft.js";
import { findRevisions } from "./findRevisions.js";
import type { IngestOptions } from "./ingestOptions.js";
import { instantSql } from "./knowledge.js";
import { readKnownTimes } from "./knownTimes.js";
import type { ManifestEntry } from "./manifest.js";
import { stagePanels } from "./panels/stagePanels.js";
import { barsBetween } from "./span.js";
import { type WrittenVersion, writeVersion } from "./writeVersion.js";

/** One delivery at work. */
export interface Job {
  readonly source: Source;
  readonly options: IngestOptions;
  readonly policy: QualityPolicy;
  readonly dataset: string;
  readonly staging: string;
  /** Number of the version that it may become. */
  readonly number: number;
  /** The lake's folder, and the version before, when there is one. */
  readonly root: string;
  readonly last?: ManifestEntry;
}

/** Load the source, judge its rows and write a version below the staging folder; nothing is published yet. */
export async function stage(db: Database, job: Job): Promise<Draft> {
  const loaded = await loadDelivery(db, job);
  if (job.last) await compareWith(db, job.root, job.last);
  const inspection = await inspect(db, { policy: job.policy, fields: loaded.fields });
  const written = await writeVersion(db, loaded.columns, job);
  const change = await changeFrom(db, job, written);
  const draft = {
    ...draftOf(loaded, inspection, written),
    change,
    delivered: await deliveredRows(db),
    policy: job.policy,
  };
  if (job.last?.fingerprint !== draft.fingerprint) await stagePanels(db, draft, job);
  return draft;
}

/** What an ingest of the whole restates of the version before, which held until now. */
async function compareWith(db: Database, root: string, last: ManifestEntry): Promise<void> {
  const bars = barsIn(barsBetween(root, last, EVER));
  const published = instantSql(Date.parse(last.publishedAt));
  await db.run(`CREATE VIEW before AS SELECT *, ${published} AS known_at FROM ${bars}`);
  await findRevisions(db, instantSql(Date.now()));
}

/** Fill the tables that quality rules read; `identities` are files of what symbols were called before. */
export async function loadDelivery(
  db: Database,
  { source, options }: Job,
  identities: readonly string[] = [],
): Promise<Loaded> {
  await createSourceTables(db);
  const loaded = await source.load(db, { map: options.map, symbol: options.symbol });
  await loadExtraFiles(db, options);
  await typeRows(db, loaded.fields, options.dateFormat);
  if (options.securities !== undefined) await nameSecurities(db, options.securities, options.dateFormat);
  await readKnownTimes(db, loaded.columns, options.dateFormat);
  await prepareExtras(db, loaded.fields);
  await prepareIdentities(db, loaded.columns, identities);
  return loaded;
}

/** Rows that were delivered, good or bad. */
export async function deliveredRows(db: Database): Promise<number> {
  const [{ n }] = await db.rows(
    "SELECT ((SELECT count(*) FROM incoming) + (SELECT count(*) FROM malformed))::DOUBLE AS n",
  );
  return Number(n);
}

function draftOf(loaded: Loaded, inspection: Inspection, { files, ...written }: WrittenVersion) {
  return {
    frequency: "1d" as const,
    ...written,
    ...inspection,
    source: loaded.info,
    columns: loaded.columns,
    kept: [],
    written: files,
  };
}
