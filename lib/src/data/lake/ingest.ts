import { rmSync } from "node:fs";
import { checkKeys, checkOneOf, fail } from "../../core/index.js";
import { type Database, withDatabase } from "../duckdb/database.js";
import { type Inspection, inspect } from "../quality/inspect.js";
import { type QualityPolicy, qualityPolicy } from "../quality/policy.js";
import { createSourceTables, typeRows } from "../quality/prepare.js";
import { prepareExtras } from "../quality/prepareExtras.js";
import { loadExtraFiles } from "../source/extraFiles.js";
import { fileSource } from "../source/fileSource.js";
import type { Loaded, Source } from "../source/source.js";
import { IngestResult } from "./ingestResult.js";
import { takeLock } from "./lock.js";
import { type ManifestEntry, readManifest } from "./manifest.js";
import { type DatasetPaths, datasetPaths } from "./paths.js";
import { publish } from "./publish.js";
import { openStaging } from "./staging.js";
import { type WrittenVersion, writeVersion } from "./writeVersion.js";

export interface IngestOptions {
  /** Name of the dataset: letters, digits, `-`, `_`. An existing one gets a new version with this content. */
  dataset: string;
  /** How far two bars are apart. Only `1d` so far. Default `1d`. */
  frequency?: "1d";
  /** Field → column of the source, stronger than detection, e.g. `{ close: "Close" }`. */
  map?: Readonly<Record<string, string>>;
  /** How dates are written, as strftime codes, e.g. `%d/%m/%Y`. Default: ISO, `YYYYMMDD` or `YYYY/MM/DD`. */
  dateFormat?: string;
  /** The symbol of a file without a symbol column. */
  symbol?: string;
  /** CSV or Parquet file with symbol and sector. */
  sectors?: string;
  /** CSV or Parquet file of corporate actions: symbol, ex-date, kind (`split`, `dividend`), value. */
  actions?: string;
  /** Other thresholds than the default ones. */
  quality?: Partial<QualityPolicy>;
  /** Told about leftovers, locks and steps. Default: nobody. */
  onMessage?: (message: string) => void;
}

const OPTIONS = [
  "dataset",
  "frequency",
  "map",
  "dateFormat",
  "symbol",
  "sectors",
  "actions",
  "quality",
  "onMessage",
];

/**
 * Bring daily bars into a lake as one transaction: load into staging, judge every row by the quality rules, put
 * bad rows into quarantine with the reason, publish the rest whole, add a line to the manifest.
 *
 * A kill at any moment leaves the version before intact. The same content again publishes nothing new and
 * says so. `source` is a path (CSV, `.csv.gz`, Parquet, or a folder of them) or a {@link Source}.
 */
export async function ingest(
  lake: { readonly dir: string },
  source: string | Source,
  options: IngestOptions,
): Promise<IngestResult> {
  const policy = checkOptions(options);
  const paths = datasetPaths(lake.dir, options.dataset);
  const onMessage = options.onMessage ?? (() => {});
  const lock = takeLock(paths.lock, options.dataset, onMessage);
  try {
    const versions = readManifest(paths.manifest);
    const staging = openStaging(
      paths,
      options.dataset,
      versions.map((entry) => entry.version),
    );
    try {
      const job = {
        source: typeof source === "string" ? fileSource(source) : source,
        options,
        policy,
        staging,
      };
      const draft = await withDatabase((db) => stage(db, job), { spillDir: `${staging}/spill` });
      return conclude(paths, draft, { versions, staging });
    } finally {
      rmSync(staging, { recursive: true, force: true });
    }
  } finally {
    lock.release();
  }
}

function checkOptions(options: IngestOptions): QualityPolicy {
  checkKeys("data.ingest", options, OPTIONS);
  if (options.dataset === undefined)
    fail("data.ingest", "dataset is required", { fix: "name it, e.g. sp500" });
  checkOneOf("data.ingest", "frequency (only daily bars so far)", options.frequency ?? "1d", ["1d"]);
  return qualityPolicy(options.quality);
}

interface Job {
  readonly source: Source;
  readonly options: IngestOptions;
  readonly policy: QualityPolicy;
  readonly staging: string;
}

/** An entry that still lacks its version, with paths inside staging. */
type Draft = Omit<ManifestEntry, "version">;

async function stage(db: Database, { source, options, policy, staging }: Job): Promise<Draft> {
  await createSourceTables(db);
  const loaded = await source.load(db, { map: options.map, symbol: options.symbol });
  await loadExtraFiles(db, options);
  await typeRows(db, loaded.fields, options.dateFormat);
  await prepareExtras(db, loaded.fields);
  const inspection = await inspect(db, { policy, fields: loaded.fields });
  const written = await writeVersion(db, staging, loaded.fields);
  const [{ n }] = await db.rows(
    "SELECT ((SELECT count(*) FROM incoming) + (SELECT count(*) FROM malformed))::DOUBLE AS n",
  );
  return { ...draftOf(loaded, inspection, written), dataset: options.dataset, delivered: Number(n), policy };
}

function draftOf(loaded: Loaded, inspection: Inspection, written: WrittenVersion) {
  return {
    schema: 1 as const,
    frequency: "1d" as const,
    fingerprint: written.fingerprint,
    publishedAt: new Date().toISOString(),
    rows: written.rows,
    symbols: written.symbols,
    sessions: written.sessions,
    from: written.from,
    to: written.to,
    ...inspection,
    source: loaded.info,
    columns: loaded.columns,
    files: written.files,
  };
}

/** Publish the draft, unless the newest version already has this content. */
function conclude(
  paths: DatasetPaths,
  draft: Draft,
  { versions, staging }: { versions: readonly ManifestEntry[]; staging: string },
): IngestResult {
  const last = versions.at(-1);
  if (last && sameContent(last, draft)) return new IngestResult(last, "unchanged");
  const version = `v${last ? Number(last.version.slice(1)) + 1 : 1}`;
  return new IngestResult(publish(paths, staging, { ...draft, version }), "published");
}

function sameContent(last: ManifestEntry, draft: Draft): boolean {
  const counts = (entry: Draft) => JSON.stringify([entry.quarantined, entry.flagged, entry.delivered]);
  return last.fingerprint === draft.fingerprint && counts(last) === counts(draft);
}
