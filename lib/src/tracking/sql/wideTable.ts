import { identifier, present, SqlTable, type SqlType, type SqlValue } from "../../core/index.js";
import { flatParams } from "../compare/flatParams.js";
import type { RunFacts } from "../listing/runFacts.js";
import type { JsonValue } from "../record.js";
import type { RunView } from "../runView.js";
import { jsonText } from "./jsonText.js";

type Group = "params" | "metrics";

/** A field of `params` or `metrics`, with its value in each run. */
interface Field {
  readonly group: Group;
  readonly name: string;
  type: SqlType;
  readonly values: (JsonValue | undefined)[];
}

/**
 * One row per run, with a column for each parameter and metric, and the view that puts them together: `wide` is `runs`
 * with the structs `params` and `metrics`. A parameter that is a number in all runs is a number, one that is true or false
 * in all a boolean, else a text. Only what the query asks for is there. Names that differ in case only are one field.
 *
 * @param sql the query, in lower case
 */
export function wideTable(
  runs: readonly RunView[],
  factsOfRuns: () => readonly RunFacts[],
  sql: string,
): { table: SqlTable; view: string } {
  const asked = askedBy(sql);
  const fields = new Map<string, Field>();
  const fieldOf = (group: Group, name: string, type: SqlType) => {
    const key = `${group}.${name.toLowerCase()}`;
    const field = fields.get(key) ?? { group, name, type, values: new Array(runs.length) };
    fields.set(key, field);
    if (field.type !== type) field.type = "VARCHAR";
    return field;
  };
  runs.forEach(({ head }, row) => {
    for (const [name, value] of flatParams(head.params)) {
      if (value !== null && asked(name)) fieldOf("params", name, typeOf(value)).values[row] = value;
    }
  });
  const places = new Map<readonly string[], [Field, number][]>();
  const placesOf = (names: readonly string[]) =>
    names.flatMap((name, i): [Field, number][] =>
      asked(name) ? [[fieldOf("metrics", name, "DOUBLE"), i]] : [],
    );
  (sql.includes("metrics") || asksForAll(sql) ? factsOfRuns() : []).forEach(
    ({ metrics: { names, values } }, row) => {
      const at = places.get(names) ?? placesOf(names);
      places.set(names, at);
      for (const [field, i] of at) field.values[row] = values[i];
    },
  );
  const all = [...fields.values()];
  const types = Object.fromEntries(all.map(({ type }, i) => [`field_${i}`, type]));
  const columns = all.map((field) => Array.from(field.values, (value) => cellOf(field.type, value)));
  const table = new SqlTable({ run_id: "VARCHAR", ...types }, [runs.map(({ runId }) => runId), ...columns]);
  return { table, view: viewOf(all) };
}
/** Is a field of this name asked for? All are, where a whole struct or all columns are. */
function askedBy(sql: string): (name: string) => boolean {
  const whole = asksForAll(sql);
  const known = new Map<string, boolean>();
  return (name) => {
    const answer = known.get(name) ?? (whole || sql.includes(name.toLowerCase().replaceAll('"', '""')));
    known.set(name, answer);
    return answer;
  };
}

/** Rather too often than too rarely: then more is read than is needed. */
function asksForAll(sql: string): boolean {
  const rest = sql.replaceAll(/\bcount\s*\(\s*\*\s*\)/g, "");
  const withoutSelect = /(^|[(;])\s*(from|table|describe|summarize|pivot|unpivot)\b/;
  return /\*|\b(params|metrics)\b(?!\s*\.)/.test(rest) || withoutSelect.test(rest);
}

function viewOf(fields: readonly Field[]): string {
  const struct = (group: Field["group"]) => {
    const parts = fields.flatMap((field, i) =>
      field.group === group ? `${identifier(field.name)} := field_${i}` : [],
    );
    return parts.length > 0 ? `struct_pack(${parts.join(", ")}) AS ${group}` : `NULL AS ${group}`;
  };
  return `CREATE VIEW wide AS SELECT runs.*, ${struct("params")}, ${struct("metrics")} FROM runs JOIN fields USING (run_id)`;
}

const typeOf = (value: JsonValue): SqlType =>
  typeof value === "number" ? "DOUBLE" : typeof value === "boolean" ? "BOOLEAN" : "VARCHAR";

function cellOf(type: SqlType, value: JsonValue | undefined): SqlValue {
  if (value === undefined || value === null) return null;
  if (type === "VARCHAR") return jsonText(value);
  return typeof value === "number" ? present(value) : (value as boolean);
}
