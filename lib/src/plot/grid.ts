/** A matrix with names: months in columns and years in rows, or a correlation matrix. */
export interface Grid {
  rows: readonly string[];
  columns: readonly string[];
  /** Row-major, `rows.length × columns.length`; `NaN` leaves the cell empty. */
  values: ArrayLike<number>;
}
