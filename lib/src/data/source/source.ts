import type { ColumnMatch } from "../columns/detectColumns.js";
import type { Database } from "../duckdb/database.js";

/** Where a dataset version came from, without naming the machine's folders. */
export interface SourceInfo {
  readonly kind: "csv" | "parquet" | "tables" | "provider";
  /** File or folder name, the name of the tables, or the providers that delivered. */
  readonly name: string;
  /** SHA-256 over the source's files (or content), hex. */
  readonly sha256: string;
  readonly files: number;
}

/** What {@link Source.load} put into the database. */
export interface Loaded {
  readonly info: SourceInfo;
  readonly columns: readonly ColumnMatch[];
  /** Fields present in the table `incoming`, among the names of `BAR_FIELDS`. */
  readonly fields: readonly string[];
}

/**
 * Something bars can be ingested from. A source fills these tables:
 *
 * - `incoming(row BIGINT, file VARCHAR, <fields as delivered, of any type>)`: one row per bar, `row` increasing from 1
 *   (what an append looks at beside the delivery has numbers up to 0);
 * - `malformed(file VARCHAR, row BIGINT, line VARCHAR)`: lines that could not be split into columns;
 * - `action_rows(symbol, date, kind, value)`, `listing_rows(symbol, first, last)`, `sector_rows(symbol, sector)`:
 *   all text, filled where the source carries them, else left empty.
 *
 * The tables exist and are empty when `load` is called, except `incoming`, which it creates.
 */
export interface Source {
  load(db: Database, options: LoadOptions): Promise<Loaded>;
}

export interface LoadOptions {
  /** Field → column of the source. */
  map?: Readonly<Record<string, string>>;
  /** The one symbol of a source without a symbol column. */
  symbol?: string;
}
