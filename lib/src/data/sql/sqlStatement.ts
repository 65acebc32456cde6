import type { ColumnTable } from "arquero";
import { fail, Panel, SqlTable } from "../../core/index.js";

const WHO = "data.Lake.sql";

/** A table beside those of the lake: a panel (`date`, `symbol`, `value`), an Arquero table, or one made for DuckDB. */
export type SqlSource = Panel | ColumnTable | SqlTable;

/** What may stand in a query as a value. A list goes where SQL takes one: `list_contains(${symbols}, symbol)`. */
export type SqlParameter = string | number | bigint | boolean | Date | null | readonly (string | number)[];

/** A query as text, with its values beside it: no value is ever read as SQL. */
export interface SqlStatement {
  /** With `$1`, `$2`, … for the parameters and `table_1`, … for the tables. */
  readonly text: string;
  readonly parameters: readonly SqlParameter[];
  readonly tables: ReadonlyMap<string, SqlSource>;
}

/** The pieces of a tagged template as a statement. */
export function sqlStatement(
  pieces: readonly string[],
  values: readonly (SqlParameter | SqlSource)[],
): SqlStatement {
  const parameters: SqlParameter[] = [];
  const tables = new Map<string, SqlSource>();
  let text = pieces[0];
  values.forEach((value, i) => {
    if (isSource(value)) {
      const name = `table_${tables.size + 1}`;
      tables.set(name, value);
      text += name;
    } else text += `$${parameters.push(checked(value, i + 1))}`;
    text += pieces[i + 1];
  });
  return { text, parameters, tables };
}

export function isSource(value: unknown): value is SqlSource {
  return value instanceof Panel || value instanceof SqlTable || isArquero(value);
}

function isArquero(value: unknown): boolean {
  return typeof value === "object" && value !== null && "columnNames" in value && "array" in value;
}

function checked(value: SqlParameter, place: number): SqlParameter {
  const known = ["string", "number", "bigint", "boolean"].includes(typeof value);
  if (known || value === null || value instanceof Date) return value;
  const kinds = Array.isArray(value) ? new Set(value.map((each) => typeof each)) : new Set();
  if (kinds.size === 1 && (kinds.has("string") || kinds.has("number"))) return value;
  return fail(
    WHO,
    `value ${place} must be text, a number, a boolean, a Date, null, a list of texts or of numbers, a panel or a table`,
    { received: value, fix: "a name of a column or table is written into the query, not given as a value" },
  );
}
