import { literals } from "../../core/index.js";
import { EVER } from "../dateSpan.js";
import type { Database } from "../duckdb/database.js";
import { barsIn } from "./barsIn.js";
import type { ManifestEntry, PartitionContent, VersionChange } from "./manifest.js";
import { barsBetween, barYears } from "./span.js";

/**
 * What an ingest of the whole changes of the version before. The table `published` holds the new bars; only years whose content
 * differs are compared.
 */
export async function changeFrom(
  db: Database,
  { root, last }: { readonly root: string; readonly last?: ManifestEntry },
  {
    partitions,
    rows,
  }: { readonly partitions: Readonly<Record<string, PartitionContent>>; readonly rows: number },
): Promise<VersionChange> {
  if (!last) return { kind: "ingest", added: rows, restated: 0, removed: 0 };
  const names = new Set([...Object.keys(partitions), ...barYears(last).map((year) => `year=${year}`)]);
  const changed = [...names].filter((name) => {
    const before = last.partitions?.[name]?.hash;
    return before === undefined || before !== partitions[name]?.hash;
  });
  const files = last.files.filter(({ partition = "" }) => changed.includes(partition));
  const before = barsBetween(root, { ...last, files }, EVER);
  const differs = before.columns.map((name) => `a.${name} IS DISTINCT FROM b.${name}`).join(" OR ");
  const [counts] = await db.rows(`SELECT count(*) FILTER (b.symbol IS NULL)::DOUBLE AS added,
      count(*) FILTER (a.symbol IS NOT NULL AND b.symbol IS NOT NULL AND (${differs}))::DOUBLE AS restated,
      count(*) FILTER (a.symbol IS NULL)::DOUBLE AS removed
    FROM (SELECT * FROM published WHERE 'year=' || year(date) IN (FROM (SELECT unnest(${literals(changed)}::VARCHAR[])))) a
    FULL JOIN ${barsIn(before)} b ON a.symbol = b.symbol AND a.date = b.date`);
  const [added, restated, removed] = [counts.added, counts.restated, counts.removed].map(Number);
  return { kind: "ingest", added, restated, removed };
}
