import { checkOneOf, fail, nearest, toInstant } from "../../core/index.js";

/** A row of a table of factor returns: a date, and one number per factor. */
export type FactorReturnRow = Readonly<Record<string, string | number | Date | null | undefined>>;

export interface FactorTableOptions {
  /** Unit of the numbers in the table; the files of Kenneth French are in percent. */
  unit: "percent" | "fraction";
  /** Columns to regress on. Default: all but the date and the risk-free return. */
  columns?: readonly string[];
  /**
   * Column of the risk-free return, which is subtracted from the returns; `false` when they are excess returns already,
   * as those of a long-short portfolio are. Must be said when the table has a column `RF` that `columns` does not settle.
   */
  riskFree?: string | false;
  /** Column of the dates: `YYYY-MM-DD`, `YYYYMMDD` or a `Date`. Default `date`, in any case. */
  date?: string;
}

/** The table with every convention resolved: fractions by instant. */
export interface FactorTable {
  readonly columns: readonly string[];
  /** Per instant the factors in the order of {@link columns}, the risk-free return last (0 for none). */
  readonly byInstant: ReadonlyMap<number, Float64Array>;
  readonly riskFree: string | undefined;
}

export function readFactorTable(
  who: string,
  rows: readonly FactorReturnRow[],
  options: FactorTableOptions,
): FactorTable {
  const unit = checkOneOf(who, "unit", options.unit, ["percent", "fraction"]);
  if (!Array.isArray(rows) || rows.length === 0) {
    fail(who, "factors must be a table of at least one row", { received: rows });
  }
  const known = Object.keys(rows[0]);
  const date = options.date ?? known.find((key) => key.toLowerCase() === "date") ?? "date";
  checkColumn(who, date, known);
  const riskFree = riskFreeColumn(who, known, options);
  const columns = options.columns ?? known.filter((key) => key !== date && key !== riskFree);
  if (columns.length === 0) fail(who, "columns must name at least one factor", { received: columns });
  for (const column of columns) checkColumn(who, column, known);
  const scale = unit === "percent" ? 0.01 : 1;
  const byInstant = new Map<number, Float64Array>();
  for (const row of rows) {
    const instant = instantOf(who, row[date]);
    if (byInstant.has(instant)) {
      fail(who, "each date may stand in the table once", { received: row[date] });
    }
    const cells = [...columns.map((column) => row[column]), riskFree === undefined ? 0 : row[riskFree]];
    byInstant.set(
      instant,
      Float64Array.from(cells, (cell) => numberOf(who, cell) * scale),
    );
  }
  return { columns, byInstant, riskFree };
}

function riskFreeColumn(
  who: string,
  known: readonly string[],
  { riskFree, columns }: FactorTableOptions,
): string | undefined {
  if (riskFree === false) return undefined;
  if (riskFree !== undefined) {
    checkColumn(who, riskFree, known);
    return riskFree;
  }
  if (!columns && known.includes("RF")) {
    fail(who, "the table has a column RF, and whether to subtract it from the returns must be said", {
      fix: 'riskFree: "RF", or columns and riskFree: false when the returns are excess returns already',
    });
  }
  return undefined;
}

function checkColumn(who: string, column: string, known: readonly string[]): void {
  if (known.includes(column)) return;
  const near = nearest(column, known);
  fail(who, `the table has no such column; it has ${known.join(", ")}`, {
    received: column,
    fix: near && `did you mean ${near}?`,
  });
}

function instantOf(who: string, cell: FactorReturnRow[string]): number {
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(String(cell));
  if (compact) return toInstant(compact.slice(1).join("-"));
  if (typeof cell === "string" || cell instanceof Date) return toInstant(cell);
  return fail(who, "a date must be YYYY-MM-DD, YYYYMMDD or a Date", { received: cell });
}

function numberOf(who: string, cell: FactorReturnRow[string]): number {
  if (cell === null || cell === undefined || cell === "") return Number.NaN;
  const value = typeof cell === "number" ? cell : Number(cell);
  if (cell instanceof Date || (Number.isNaN(value) && !Number.isNaN(cell))) {
    fail(who, "a factor return must be a number", { received: cell });
  }
  return value;
}
