import { fail } from "../../../core/index.js";
import { EVER } from "../../dateSpan.js";
import { type Database, withDatabase } from "../../duckdb/database.js";
import { type BarFiles, barsIn, recordIn } from "../barsIn.js";
import { contentOf } from "../fingerprint.js";
import type { ManifestEntry, ManifestFile } from "../manifest.js";
import { barsBetween } from "../span.js";
import { type Outcome, type Transaction, type TransactOptions, transact } from "../transact.js";
import { writeParquet } from "../writeParquet.js";
import { mergeQuarantine } from "./mergeQuarantine.js";

/**
 * Merge the small files that appends leave: per year one of bars and one of restatements, and one quarantine. Content, record
 * and fingerprint stay the same, which is checked before anything is published; versions before keep their files. What is
 * merged already is `unchanged`.
 */
export function compact(lake: { readonly dir: string }, options: TransactOptions): Promise<Outcome> {
  return transact(lake, options, ({ last, ...transaction }) => {
    if (last?.frequency !== "1d") {
      fail("data.compact", `${options.dataset} holds no daily bars`, { received: last?.frequency });
    }
    return withDatabase(async (db) => {
      const written: ManifestFile[] = [];
      const merged = scattered(last);
      for (const partition of merged)
        written.push(...(await mergeBars(db, { ...transaction, last }, partition)));
      const quarantine = await mergeQuarantine(db, { ...transaction, last });
      if (quarantine) written.push(quarantine);
      if (written.length === 0) return undefined;
      const kept = last.files.filter(
        ({ kind, partition }) => !(quarantine && kind === "quarantine") && !merged.includes(partition ?? ""),
      );
      const { schema, version, publishedAt, files, dataset, ...content } = last;
      const change = { kind: "compact" as const, added: 0, restated: 0, removed: 0 };
      return { ...content, change, kept, written };
    });
  });
}

type Job = Transaction & { readonly last: ManifestEntry };

/** Partitions with several files of one kind. */
function scattered({ files }: ManifestEntry): string[] {
  const seen = new Set<string>();
  const twice = files.filter(({ kind, partition }) => {
    if (partition === undefined) return false;
    const key = `${kind} ${partition}`;
    if (seen.has(key)) return true;
    seen.add(key);
    return false;
  });
  return [...new Set(twice.map(({ partition }) => partition as string))].sort();
}

async function mergeBars(
  db: Database,
  { root, last, staging }: Job,
  partition: string,
): Promise<ManifestFile[]> {
  const files = last.files.filter((file) => file.partition === partition);
  const before = barsBetween(root, { ...last, files }, EVER);
  await db.run(`CREATE OR REPLACE TABLE record AS SELECT *,
    row_number() OVER (PARTITION BY symbol, date ORDER BY known_at, version) AS nth FROM ${recordIn(before)}`);
  const [counts] = await db.rows(
    "SELECT count(*)::DOUBLE AS rows, count(known)::DOUBLE AS dated, max(nth)::DOUBLE AS revisions FROM record",
  );
  const written: ManifestFile[] = [];
  for (const kind of ["bars", "restated"] as const) {
    if (kind === "restated" && Number(counts.revisions) < 2) continue;
    const known = kind === "restated" || Number(counts.dated) > 0;
    const rows = `SELECT symbol, date, ${before.columns.join(", ")}${known ? ", known, version" : ""} FROM record
      WHERE nth ${kind === "bars" ? "= 1" : "> 1"} ORDER BY symbol, date${known ? ", known_at, version" : ""}`;
    const file = { path: `raw/bars/${partition}/${kind}.parquet`, kind, partition };
    written.push(await writeParquet(db, rows, { root: staging, ...file, ...(known && { known: true }) }));
  }
  await checkSame(db, { before, after: barsBetween(staging, { ...last, files: written }, EVER) });
  return written;
}

/** The same content, and as many rows in the record. */
async function checkSame(
  db: Database,
  bars: { readonly before: BarFiles; readonly after: BarFiles },
): Promise<void> {
  const described: string[] = [];
  for (const each of [bars.before, bars.after]) {
    await db.run(`CREATE OR REPLACE TABLE content AS SELECT * FROM ${barsIn(each)} ORDER BY symbol, date`);
    const [{ n }] = await db.rows(`SELECT count(*)::DOUBLE AS n FROM ${recordIn(each)}`);
    described.push(`${n} ${(await contentOf(db, "content", each.columns)).hash}`);
  }
  if (described[0] !== described[1])
    fail("data.compact", "merged files differ from those they replace; nothing was changed");
}
