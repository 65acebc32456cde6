import { mkdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { literal } from "../../core/index.js";
import type { Database } from "../duckdb/database.js";
import { hashFile } from "../source/files.js";
import type { ManifestFile } from "./manifest.js";

/** Write the rows of a query as Parquet (zstd) to `file.path` below `root`; what the manifest must say about the file. */
export async function writeParquet(
  db: Database,
  query: string,
  { root, ...file }: Pick<ManifestFile, "path" | "kind" | "partition" | "known"> & { readonly root: string },
): Promise<ManifestFile> {
  const full = join(root, file.path);
  mkdirSync(dirname(full), { recursive: true });
  await db.run(`COPY (${query}) TO ${literal(full)} (FORMAT parquet, COMPRESSION zstd)`);
  const [{ n }] = await db.rows(`SELECT count(*)::DOUBLE AS n FROM read_parquet(${literal(full)})`);
  return { ...file, bytes: statSync(full).size, rows: Number(n), sha256: await hashFile(full) };
}
