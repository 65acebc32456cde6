import { flatParams } from "../compare/flatParams.js";
import type { JsonValue } from "../record.js";
import type { RunView } from "../runView.js";
import { jsonText, present } from "./runTablesSql.js";
import { quoted, SqlTable, type SqlType } from "./sqlTable.js";

/** A field of `params` or `metrics`. */
interface Field {
  readonly group: "params" | "metrics";
  readonly name: string;
  readonly type: SqlType;
}

/**
 * One row per run, with a column for each parameter and metric, and the view that puts them together: `wide` is `runs`
 * with the structs `params` and `metrics`. A parameter that is a number in all runs is a number, one that is true or false
 * in all a boolean, else a text. Only what the query asks for is read. Names that differ in case only are one field.
 *
 * @param sql the query, in lower case
 */
export function wideTable(runs: readonly RunView[], sql: string): { table: SqlTable; view: string } {
  const asked = askedBy(sql);
  const fields = new Map<string, Field>();
  const meet = (group: Field["group"], name: string, value: JsonValue) => {
    const key = `${group}.${name.toLowerCase()}`;
    const type = typeOf(value);
    const known = fields.get(key);
    if (!known) fields.set(key, { group, name, type });
    else if (known.type !== type) fields.set(key, { ...known, type: "VARCHAR" });
    return key;
  };
  const rows = runs.map((run) => {
    const cells = new Map<string, JsonValue>();
    for (const [name, value] of flatParams(run.head.params)) {
      if (value !== null && asked(name)) cells.set(meet("params", name, value), value);
    }
    for (const [name, value] of /metrics|\*/.test(sql) ? Object.entries(run.metrics) : []) {
      if (asked(name)) cells.set(meet("metrics", name, value), value);
    }
    return { run, cells };
  });
  const all = [...fields];
  const table = new SqlTable({
    run_id: "VARCHAR",
    ...Object.fromEntries(all.map(([, { type }], i) => [`field_${i}`, type])),
  });
  for (const { run, cells } of rows) {
    table.add(run.runId, ...all.map(([key, field]) => cellOf(field, cells.get(key))));
  }
  return { table, view: viewOf([...fields.values()]) };
}

/** Is a field of this name asked for? All are, where a whole struct is. */
function askedBy(sql: string): (name: string) => boolean {
  const whole = /\*|(params|metrics)(?!\s*\.)/.test(sql);
  const known = new Map<string, boolean>();
  return (name) => {
    const answer = known.get(name) ?? (whole || sql.includes(name.toLowerCase().replaceAll('"', '""')));
    known.set(name, answer);
    return answer;
  };
}

function viewOf(fields: readonly Field[]): string {
  const struct = (group: Field["group"]) => {
    const parts = fields.flatMap((field, i) =>
      field.group === group ? `${quoted(field.name)} := field_${i}` : [],
    );
    return parts.length > 0 ? `struct_pack(${parts.join(", ")}) AS ${group}` : `NULL AS ${group}`;
  };
  return `CREATE VIEW wide AS SELECT runs.*, ${struct("params")}, ${struct("metrics")} FROM runs JOIN fields USING (run_id)`;
}

const typeOf = (value: JsonValue): SqlType =>
  typeof value === "number" ? "DOUBLE" : typeof value === "boolean" ? "BOOLEAN" : "VARCHAR";

function cellOf({ type }: Field, value: JsonValue | undefined) {
  if (value === undefined || value === null) return null;
  if (type === "VARCHAR") return jsonText(value);
  return typeof value === "number" ? present(value) : (value as boolean);
}
