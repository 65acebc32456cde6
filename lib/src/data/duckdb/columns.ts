/** A run of one numeric column: DuckDB's own memory where possible, so copy what must outlive the call. */
export type NumericColumn = Float64Array | Int32Array;

/** Rows of a chunk at most: DuckDB's vector size. */
export const CHUNK = 2048;

/** Called once per chunk (up to {@link CHUNK} rows, in the order of the query) with one typed array per column. */
export type Scan = (columns: readonly NumericColumn[], rows: number) => void;

/** Equally long columns for a table of `INTEGER` and `DOUBLE` columns, in the table's order. */
export type Insert = readonly NumericColumn[];
