import { literals } from "../../../core/index.js";
import type { Database } from "../../duckdb/database.js";
import type { Counts } from "../../quality/inspect.js";
import { REVISION_RULES, SECURITY_RULES } from "../../quality/rules.js";
import type { ManifestFile } from "../manifest.js";
import { pathsOf } from "../pathsOf.js";
import { writeParquet } from "../writeParquet.js";
import { NO_DATE } from "./addContext.js";
import type { AppendJob } from "./appendJob.js";
import { between } from "./between.js";
import type { DeliverySpan } from "./spanOf.js";

export interface MergedFindings {
  readonly written: readonly ManifestFile[];
  /** Of the whole dataset. */
  readonly quarantined: Counts;
  readonly flagged: Counts;
}

/**
 * Add what fell and was not in quarantine before; where bars changed, take the flags near them from this look. Flags of what
 * was restated stay, and those of what a symbol is called unless that is delivered again.
 */
export async function mergeFindings(
  db: Database,
  job: AppendJob,
  { span, changed }: { readonly span: DeliverySpan | undefined; readonly changed: boolean },
): Promise<MergedFindings> {
  const quarantine = await addToQuarantine(db, job);
  const flags = changed ? await renewFlags(db, job, span) : undefined;
  const flagged = flags ? await countBy(db, "next_flags", "flag") : job.last.flagged;
  const quarantined = { ...job.last.quarantined };
  for (const [reason, count] of Object.entries(await countBy(db, "fresh", "reason")))
    quarantined[reason] = (quarantined[reason] ?? 0) + count;
  const written = [...(quarantine ? [quarantine] : []), ...(flags ? [flags] : [])];
  return { written, quarantined, flagged };
}

const TEXTS = ["reason", "symbol", "date", "line"];
const PRICES = ["open", "high", "low", "close", "volume"];

async function addToQuarantine(
  db: Database,
  { root, last, staging }: AppendJob,
): Promise<ManifestFile | undefined> {
  const number = (cell: string) => `coalesce(try_cast(${cell} AS DOUBLE)::VARCHAR, ${cell})`;
  const same = [
    ...TEXTS.map((name) => `q.${name} IS NOT DISTINCT FROM b.${name}`),
    ...PRICES.map((name) => `${number(`q.${name}`)} IS NOT DISTINCT FROM ${number(`b.${name}`)}`),
  ].join(" AND ");
  const values = PRICES.map((name) => `${name}::VARCHAR AS ${name}`).join(", ");
  await db.run(`
    CREATE TABLE fallen_now AS SELECT * FROM quarantine ANTI JOIN spared USING (row) UNION ALL BY NAME
      SELECT reason, known_after, symbol, date::VARCHAR AS date, ${values} FROM withdrawn WHERE row IS NULL;
    CREATE TABLE fresh AS SELECT * FROM fallen_now q
      ANTI JOIN read_parquet(${literals(pathsOf(root, last, "quarantine"))}, union_by_name = true) b ON ${same}`);
  const [{ n }] = await db.rows("SELECT count(*)::DOUBLE AS n FROM fresh");
  if (Number(n) === 0) return undefined;
  return writeParquet(db, "SELECT * FROM fresh", {
    root: staging,
    path: "quarantine/rows.parquet",
    kind: "quarantine",
  });
}

async function renewFlags(
  db: Database,
  { root, last, staging }: AppendJob,
  span: DeliverySpan | undefined,
): Promise<ManifestFile> {
  const near = between("date", span?.near ?? NO_DATE);
  const before = `read_parquet(${literals(pathsOf(root, last, "flags"))}, union_by_name = true)`;
  const revision = `flag IN (SELECT unnest(${literals(REVISION_RULES)}))`;
  const security = `flag IN (SELECT unnest(${literals(SECURITY_RULES)}))`;
  await db.run(`CREATE TABLE next_flags AS SELECT * FROM ${before} WHERE NOT (${near}) OR ${revision}
    UNION ALL BY NAME SELECT * FROM ${before} ANTI JOIN identity_rows USING (symbol, date) WHERE ${near} AND ${security}
    UNION ALL BY NAME SELECT * FROM flagged WHERE ${near} AND NOT ${revision}
    UNION ALL BY NAME SELECT * FROM flagged SEMI JOIN restated USING (symbol, date) WHERE ${revision}`);
  return writeParquet(db, "SELECT * FROM next_flags", {
    root: staging,
    path: "quarantine/flags.parquet",
    kind: "flags",
  });
}

async function countBy(db: Database, table: string, key: string): Promise<Counts> {
  const rows = await db.rows(
    `SELECT ${key} AS name, count(*)::DOUBLE AS n FROM ${table} GROUP BY 1 ORDER BY 1`,
  );
  return Object.fromEntries(rows.map((row) => [String(row.name), Number(row.n)]));
}
