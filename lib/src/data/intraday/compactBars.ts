import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fail, literal } from "../../core/index.js";
import { EVER } from "../dateSpan.js";
import { type Database, withDatabase } from "../duckdb/database.js";
import type { ManifestEntry, ManifestFile } from "../lake/manifest.js";
import { type Outcome, type Transaction, type TransactOptions, transact } from "../lake/transact.js";
import { mergeQuarantine } from "../lake/upkeep/mergeQuarantine.js";
import { type FilesOfBars, filesOfBars, parquet } from "./barFilesOf.js";
import { sortBars } from "./sortBars.js";
import { addContent, BAR_COLUMNS, BAR_FORMAT, described, type YearContent } from "./writePiece.js";
import { LATE, writeBars } from "./writeTails.js";

/**
 * Merge the files that appends to bars within sessions leave: later bars go into the files of their symbol and year, late ones of
 * a year into one file, and there is one quarantine. Content, record and fingerprint stay the same, which is checked before
 * anything is published; versions before keep their files. What is merged already is `unchanged`.
 */
export function compactBars(lake: { readonly dir: string }, options: TransactOptions): Promise<Outcome> {
  return transact(lake, options, ({ last, ...transaction }) => {
    if (!last?.intraday) {
      fail("data.compact", `${options.dataset} holds no bars within sessions`, { received: last?.frequency });
    }
    const job = { ...transaction, last };
    return withDatabase(
      async (db) => {
        const written: ManifestFile[] = [];
        for (const year of Object.keys(last.partitions ?? {}))
          written.push(...(await mergeYear(db, job, year)));
        const quarantine = await mergeQuarantine(db, job);
        if (quarantine) written.push(quarantine);
        if (written.length === 0) return undefined;
        const { schema, version, publishedAt, files, dataset, ...content } = last;
        const change = { kind: "compact" as const, added: 0, restated: 0, removed: 0 };
        return { ...content, change, kept: files.filter((file) => !isReplaced(file, written)), written };
      },
      { threads: 1, spillDir: join(transaction.staging, "spill") },
    );
  });
}

type Job = Transaction & { readonly last: ManifestEntry };

const place = ({ path }: ManifestFile): string => path.slice(path.lastIndexOf("/bars/"));

/** Tails are in the files of symbols now; the other files that were written stand for those of their name. */
function isReplaced(file: ManifestFile, written: readonly ManifestFile[]): boolean {
  if (file.kind === "quarantine") return written.some(({ kind }) => kind === "quarantine");
  if (isTail(file)) return true;
  return written.some((other) => other.kind === file.kind && place(other) === place(file));
}

const isTail = ({ kind, path }: ManifestFile): boolean => kind === "bars" && path.endsWith("/tail.parquet");

async function mergeYear(db: Database, { root, last, staging }: Job, year: string): Promise<ManifestFile[]> {
  const files = last.files.filter(({ partition }) => partition === year);
  const { bySymbol, tails, late } = filesOfBars(root, { ...last, files }, EVER);
  const written = await mergeTails(db, { bySymbol, tails }, { staging, year });
  if (late.length < 2) return written;
  const sql = `SELECT ${LATE.columns} FROM ${parquet(late)} ORDER BY ${LATE.order}`;
  return [...written, await writeBars(db, sql, { staging, ...LATE, partition: year })];
}

/** One file for each symbol that has later bars in a year. */
async function mergeTails(
  db: Database,
  { bySymbol, tails }: Pick<FilesOfBars, "bySymbol" | "tails">,
  { staging, year }: { staging: string; year: string },
): Promise<ManifestFile[]> {
  if (tails.length === 0) return [];
  await db.run(
    `CREATE OR REPLACE TABLE tail AS SELECT ${BAR_COLUMNS} FROM ${parquet(tails)} ORDER BY symbol, time`,
  );
  const written: ManifestFile[] = [];
  const [before, after] = [new Map<number, YearContent>(), new Map<number, YearContent>()];
  for (const { symbol } of await db.rows("SELECT DISTINCT symbol FROM tail ORDER BY 1")) {
    const own = bySymbol.get(String(symbol));
    const later = `SELECT ${BAR_COLUMNS} FROM tail WHERE symbol = ${literal(String(symbol))}`;
    const all = own ? `SELECT ${BAR_COLUMNS} FROM ${parquet(own)} UNION ALL ${later}` : later;
    await addContent(db, await sortBars(db, false, `(${all})`), before);
    const path = `raw/bars/symbol=${encodeURIComponent(String(symbol))}/${year}/bars.parquet`;
    const full = join(staging, path);
    mkdirSync(dirname(full), { recursive: true });
    await db.run(`COPY (SELECT ${BAR_COLUMNS} FROM sorted) TO ${literal(full)} (${BAR_FORMAT})`);
    const names = await sortBars(db, true, parquet([full]));
    await addContent(db, names, after);
    const [{ n }] = await db.rows("SELECT count(*)::DOUBLE AS n FROM sorted");
    written.push(await described(full, { path, kind: "bars", partition: year, rows: Number(n) }));
  }
  const told = (years: ReadonlyMap<number, YearContent>) =>
    [...years.values()].map(({ sum }) => `${sum}`).join();
  if (told(before) !== told(after)) {
    fail("data.compact", "merged files differ from those they replace; nothing was changed", {
      received: year,
    });
  }
  return written;
}
