import { fail } from "../../core/index.js";
import { withDatabase } from "../duckdb/database.js";
import type { Counts } from "../quality/inspect.js";
import { REVISION_RULES } from "../quality/rules.js";
import { fileSource } from "../source/fileSource.js";
import type { Source } from "../source/source.js";
import type { Draft } from "./draft.js";
import { checkOptions, type IngestOptions } from "./ingestOptions.js";
import { IngestResult } from "./ingestResult.js";
import type { ManifestEntry } from "./manifest.js";
import { stage } from "./stage.js";
import { transact } from "./transact.js";

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
  const { dataset, onMessage } = options;
  const done = await transact(lake, { dataset, onMessage }, async ({ last, ...transaction }) => {
    checkDaily(last);
    const from = typeof source === "string" ? fileSource(source) : source;
    const job = { ...transaction, last, source: from, options, policy };
    const draft = await withDatabase((db) => stage(db, job), { spillDir: `${transaction.staging}/spill` });
    return last && sameContent(last, draft) ? undefined : draft;
  });
  return new IngestResult(done.entry, done.outcome);
}

/** Daily bars cannot join bars of another frequency. */
export function checkDaily(last: ManifestEntry | undefined): void {
  if (!last || last.frequency === "1d") return;
  fail("data.ingest", `${last.dataset} holds bars of ${last.frequency}, not daily ones`, {
    fix: "give daily bars a dataset of their own",
  });
}

function sameContent(last: ManifestEntry, draft: Draft): boolean {
  const counts = ({ quarantined, flagged, delivered }: Draft | ManifestEntry) =>
    JSON.stringify([quarantined, withoutRevisions(flagged), delivered]);
  return last.fingerprint === draft.fingerprint && counts(last) === counts(draft);
}

/** Flags of what was restated tell of the way to a content, not of the content. */
function withoutRevisions(flagged: Counts): Counts {
  return Object.fromEntries(Object.entries(flagged).filter(([name]) => !REVISION_RULES.includes(name)));
}
