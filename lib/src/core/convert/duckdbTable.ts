import type * as Arquero from "arquero";
import type { ColumnTable } from "arquero";
import { lazyModule } from "../lazyModule.js";
import { SqlTable, type SqlType, type SqlValue } from "./sqlTable.js";

const arquero = lazyModule<typeof Arquero>("arquero");

/** What is asked of the result of a query; a `DuckDBResultReader` of @duckdb/node-api is one. */
export interface DuckDBResultLike {
  deduplicatedColumnNames(): string[];
  columnTypes(): readonly { toString(): string }[];
  getColumnsJS(): unknown[][];
}

const NUMBER = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL\(.*\))$/;

/**
 * The result of a DuckDB query as an Arquero table. Numbers are float64, missing is `NaN`, whole numbers beyond 2⁵³ lose digits;
 * dates and instants are `Date`s at UTC; whatever else is missing is `null`.
 */
export function arqueroFromDuckDB(result: DuckDBResultLike): ColumnTable {
  const columns = result.getColumnsJS();
  const types = result.columnTypes().map(String);
  return arquero.table(
    result.deduplicatedColumnNames().map((name, i) => {
      const values = columns[i] ?? [];
      return [name, NUMBER.test(types[i]) ? Float64Array.from(values, toNumber) : values.map(plain)];
    }),
  );
}

const toNumber = (value: unknown): number => (value === null ? Number.NaN : Number(value));

/** A value inside lists and structs, without the integers that neither JSON nor arithmetic takes. */
function plain(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== "object" || Object.getPrototypeOf(value) !== Object.prototype) {
    return value;
  }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
}

/**
 * An Arquero table as one for DuckDB. The first value of a column that is there says what the column holds: numbers, booleans,
 * instants (`Date`); all else is text. `NaN` is NULL.
 */
export function sqlTableFromArquero(table: ColumnTable): SqlTable {
  const columns = table.columnNames().map((name) => {
    const values = Array.from(table.array(name) as ArrayLike<unknown>);
    const type = typeOf(values.find((value) => value !== null && value !== undefined));
    return { name, type, values: values.map((value) => cellOf(value, type)) };
  });
  const types = Object.fromEntries(columns.map(({ name, type }) => [name, type]));
  return new SqlTable(
    types,
    columns.map(({ values }) => values),
  );
}

function typeOf(value: unknown): SqlType {
  if (typeof value === "number" || typeof value === "bigint") return "DOUBLE";
  if (typeof value === "boolean") return "BOOLEAN";
  return value instanceof Date ? "TIMESTAMP" : "VARCHAR";
}

function cellOf(value: unknown, type: SqlType): SqlValue {
  if (value === null || value === undefined || Number.isNaN(value)) return null;
  if (type === "DOUBLE") return Number(value);
  if (type === "BOOLEAN") return Boolean(value);
  return value instanceof Date ? value.toISOString() : String(value);
}
