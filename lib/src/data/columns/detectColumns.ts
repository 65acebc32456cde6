import { fail, nearest } from "../../core/index.js";
import type { FieldSpec } from "./fields.js";

/** Which column of the source was read as which field, and how that was decided. */
export interface ColumnMatch {
  readonly field: string;
  /** The column's own name; for `by: "file name"` and `"option"` where the value came from. */
  readonly column: string;
  readonly by: "name" | "map" | "file name" | "option";
}

export interface DetectOptions {
  /** Field → column, stronger than any name, e.g. `{ close: "Close (USD)" }`. */
  map?: Readonly<Record<string, string>>;
  /** Fields that come from elsewhere and need no column. */
  provided?: readonly string[];
}

/**
 * Find the columns of a table by their names. A missing required column, or two columns with an equally good
 * name, is an error that lists what was found and how to say which column is meant.
 */
export function detectColumns(
  columns: readonly string[],
  specs: readonly FieldSpec[],
  { map = {}, provided = [] }: DetectOptions = {},
): ColumnMatch[] {
  checkMap(columns, specs, map);
  const taken = new Set(Object.values(map));
  const matches = specs.flatMap((spec): ColumnMatch[] => {
    if (map[spec.field] !== undefined) return [{ field: spec.field, column: map[spec.field], by: "map" }];
    const column = columnFor(spec, columns, taken);
    if (column === undefined) return [];
    taken.add(column);
    return [{ field: spec.field, column, by: "name" }];
  });
  const found = new Set([...provided, ...matches.map((match) => match.field)]);
  const missing = specs.filter((spec) => spec.required && !found.has(spec.field)).map((spec) => spec.field);
  if (missing.length > 0) failMissing(missing, matches, columns);
  return matches;
}

/** A column name as it is compared: `"5. Adj. Close"` and `adj_close` are both `adjclose`. */
export function normalizedName(column: string): string {
  return column
    .toLowerCase()
    .replace(/^\s*\d+\.\s*/, "")
    .replace(/[^a-z0-9]/g, "");
}

function columnFor(
  spec: FieldSpec,
  columns: readonly string[],
  taken: ReadonlySet<string>,
): string | undefined {
  for (const alias of spec.aliases) {
    const named = columns.filter((column) => !taken.has(column) && normalizedName(column) === alias);
    if (named.length > 1) {
      fail("data.ingest", `columns ${quoted(named)} are both called ${spec.field}`, {
        fix: `say which one is meant with map: { ${spec.field}: ${JSON.stringify(named[0])} }, or --map ${spec.field}=COLUMN`,
      });
    }
    if (named.length === 1) return named[0];
  }
  return undefined;
}

function checkMap(
  columns: readonly string[],
  specs: readonly FieldSpec[],
  map: Readonly<Record<string, string>>,
): void {
  const fields = specs.map((spec) => spec.field);
  for (const [field, column] of Object.entries(map)) {
    if (!fields.includes(field)) {
      const near = nearest(field, fields);
      fail("data.ingest", `map: unknown field ${JSON.stringify(field)}; known: ${fields.join(", ")}`, {
        fix: near && `did you mean ${near}?`,
      });
    }
    if (!columns.includes(column)) {
      const near = nearest(column, columns);
      fail("data.ingest", `map: the source has no column for ${field}; its columns are ${quoted(columns)}`, {
        received: column,
        fix: near && `did you mean ${near}?`,
      });
    }
  }
}

function failMissing(
  missing: readonly string[],
  matches: readonly ColumnMatch[],
  columns: readonly string[],
): never {
  const detected = matches.map((match) => `${match.field}=${match.column}`).join(", ") || "none";
  const symbolHint = missing.includes("symbol") ? '; or name the one symbol with symbol: "AAPL"' : "";
  fail(
    "data.ingest",
    `no column found for ${missing.join(", ")} among ${quoted(columns)}; detected: ${detected}`,
    {
      fix: `name it with map: { ${missing[0]}: "COLUMN" }, or --map ${missing[0]}=COLUMN${symbolHint}`,
    },
  );
}

function quoted(columns: readonly string[]): string {
  return columns.map((column) => JSON.stringify(column)).join(", ");
}
