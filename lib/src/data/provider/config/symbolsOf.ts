import { join } from "node:path";
import { fail, identifier, literal, literals, projectRoot } from "../../../core/index.js";
import { detectColumns } from "../../columns/detectColumns.js";
import { withDatabase } from "../../duckdb/database.js";
import type { ManifestEntry } from "../../lake/manifest.js";
import { findFiles } from "../../source/files.js";
import type { DatasetSource } from "./dataSources.js";

interface Versions {
  readonly dir: string;
  version(dataset: string): ManifestEntry;
}

/** The symbols of a dataset: a list, the column `symbol` of a CSV file of the project, or those of a published dataset. */
export async function symbolsOf(lake: Versions, { symbols }: DatasetSource): Promise<string[]> {
  const found = Array.isArray(symbols)
    ? symbols
    : "file" in symbols
      ? await fromFile(symbols.file)
      : await fromDataset(lake, symbols.dataset);
  return [...new Set(found)];
}

/** All cells are text: `NA` and `TRUE` are symbols. */
function fromFile(file: string): Promise<string[]> {
  const { paths } = findFiles(join(projectRoot(), file), "csv");
  const scan = `read_csv(${literal(paths[0])}, all_varchar = true, header = true, nullstr = '')`;
  return withDatabase(async (db) => {
    const names = await db.rows(`DESCRIBE SELECT * FROM ${scan}`);
    const specs = [{ field: "symbol", required: true, aliases: ["symbol", "ticker", "sym"] }];
    const [{ column }] = detectColumns(
      names.map((row) => String(row.column_name)),
      specs,
    );
    const rows = await db.rows(
      `SELECT trim(${identifier(column)}) AS symbol FROM ${scan} WHERE symbol <> ''`,
    );
    if (rows.length === 0) fail("data.sources", "the file names no symbol", { received: file });
    return rows.map((row) => String(row.symbol));
  });
}

/** Every symbol that the newest version has a bar of. */
function fromDataset(lake: Versions, dataset: string): Promise<string[]> {
  const bars = lake.version(dataset).files.filter(({ kind }) => kind === "bars");
  const paths = literals(bars.map(({ path }) => join(lake.dir, path)));
  return withDatabase(async (db) => {
    const rows = await db.rows(`SELECT DISTINCT symbol FROM read_parquet(${paths}) ORDER BY symbol`);
    return rows.map((row) => String(row.symbol));
  });
}
