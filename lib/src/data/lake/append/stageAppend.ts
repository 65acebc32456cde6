import type { Database } from "../../duckdb/database.js";
import { inspect } from "../../quality/inspect.js";
import type { Draft } from "../draft.js";
import { findRevisions } from "../findRevisions.js";
import type { Delivery } from "../ingestResult.js";
import { pathsOf } from "../pathsOf.js";
import { deliveredRows, loadDelivery } from "../stage.js";
import { addContext } from "./addContext.js";
import type { AppendJob } from "./appendJob.js";
import { checkFields } from "./checkFields.js";
import { describeContent } from "./describeContent.js";
import { findChanges } from "./findChanges.js";
import { mergeFindings } from "./mergeFindings.js";
import { mergeIdentities } from "./mergeIdentities.js";
import { mergeTables } from "./mergeTables.js";
import { spanOf } from "./spanOf.js";
import { writeChanges } from "./writeChanges.js";

/** What a delivery brought; no draft when it is nothing new. */
export interface Appended {
  readonly delivery: Delivery;
  readonly draft?: Draft;
}

/** Load and judge a delivery beside what is published, and write what is new below the staging folder. */
export async function stageAppend(db: Database, job: AppendJob): Promise<Appended> {
  const { last, policy, staging } = job;
  const loaded = await loadDelivery(db, job, pathsOf(job.root, last, "identities"));
  checkFields(last, loaded, job.options);
  const span = await spanOf(db);
  await addContext(db, job, span);
  await db.run("CREATE VIEW before AS FROM holding");
  await findRevisions(db, job.now);
  await inspect(db, { policy, fields: loaded.fields });
  const { change, delivery } = await findChanges(db, job);
  const bars = await writeChanges(db, job);
  const tables = await mergeTables(db, job);
  const findings = await mergeFindings(db, job, { span, changed: bars.length > 0 });
  const identities = await mergeIdentities(db, job);
  const written = [...bars, ...tables.written, ...findings.written, ...identities];
  if (written.length === 0) return { delivery };
  const replaced = new Set(written.map(({ kind }) => kind).filter((kind) => REPLACED.includes(kind)));
  const kept = last.files.filter(({ kind }) => !replaced.has(kind));
  const content = await describeContent(db, { root: job.root, last, staging, bars, tables: tables.hashes });
  const { quarantined, flagged } = findings;
  const draft: Draft = {
    ...{ frequency: last.frequency, ...content, quarantined, flagged, change, policy },
    delivered: await deliveredRows(db),
    source: loaded.info,
    columns: last.columns,
    kept,
    written,
  };
  return { delivery, draft };
}

/** Small tables are written again whole; bars and quarantine get more files. */
const REPLACED: readonly string[] = ["actions", "listings", "sectors", "flags", "identities"];
