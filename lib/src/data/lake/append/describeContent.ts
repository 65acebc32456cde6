import { join } from "node:path";
import { EVER } from "../../dateSpan.js";
import type { Database } from "../../duckdb/database.js";
import { type BarFiles, barsIn } from "../barsIn.js";
import { contentOf, fingerprintOf } from "../fingerprint.js";
import type { ManifestEntry, ManifestFile, PartitionContent } from "../manifest.js";
import { barYears, publishedColumns } from "../span.js";

type Content = Required<
  Pick<
    ManifestEntry,
    "fingerprint" | "rows" | "symbols" | "sessions" | "from" | "to" | "partitions" | "tables"
  >
>;

interface Next {
  readonly root: string;
  readonly last: ManifestEntry;
  readonly staging: string;
  /** New files of bars, below staging. */
  readonly bars: readonly ManifestFile[];
  readonly tables: Readonly<Record<string, string>>;
}

/** What a version will hold with new files of bars; only the years of those are read, where the version before knows the others. */
export async function describeContent(
  db: Database,
  { root, last, staging, bars, tables }: Next,
): Promise<Content> {
  const columns = publishedColumns(last);
  const files = [
    ...last.files.map((file) => ({ ...file, path: join(root, file.path) })),
    ...bars.map((file) => ({ ...file, path: join(staging, file.path) })),
  ].filter(({ kind }) => kind === "bars" || kind === "restated");
  const touched = new Set(bars.map(({ partition }) => partition));
  const partitions: Record<string, PartitionContent> = {};
  for (const year of barYears({ files })) {
    const name = `year=${year}`;
    const known = touched.has(name) ? undefined : last.partitions?.[name];
    const some = files.filter(({ partition }) => partition === name);
    const content = known ?? (await contentOfYear(db, { ...wholeYear(year), files: some, columns }));
    if (content.rows > 0) partitions[name] = content;
  }
  return {
    ...summary(partitions),
    symbols: await countSymbols(db, { ...EVER, files, columns }),
    partitions,
    tables,
    fingerprint: fingerprintOf({ partitions, tables }),
  };
}

const wholeYear = (year: string) => ({ first: `${year}-01-01`, last: `${year}-12-31` });

async function contentOfYear(db: Database, bars: BarFiles): Promise<PartitionContent> {
  await db.run(`CREATE OR REPLACE TABLE content AS SELECT * FROM ${barsIn(bars)} ORDER BY symbol, date`);
  return contentOf(db, "content", bars.columns);
}

async function countSymbols(db: Database, bars: BarFiles): Promise<number> {
  const [{ n }] = await db.rows(`SELECT count(DISTINCT symbol)::DOUBLE AS n FROM ${barsIn(bars)}`);
  return Number(n);
}

function summary(partitions: Readonly<Record<string, PartitionContent>>) {
  const all = Object.values(partitions);
  return {
    rows: all.reduce((sum, { rows }) => sum + rows, 0),
    sessions: all.reduce((sum, { sessions }) => sum + sessions, 0),
    from: all.map(({ from }) => from).sort()[0],
    to: all
      .map(({ to }) => to)
      .sort()
      .at(-1) as string,
  };
}
