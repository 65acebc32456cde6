import type { ColumnTable } from "arquero";
import { checkKeys, checkOneOf, fail } from "../../core/index.js";
import { useKept } from "../events/keptEvents.js";
import { keptVersion } from "../events/keptManifest.js";
import type { Holdout } from "../lake/holdout.js";
import type { KnownOptions } from "../lake/knowledge.js";
import type { ManifestEntry } from "../lake/manifest.js";
import { openSpan } from "../lake/openSpan.js";
import { askLake, type SqlUse } from "./askLake.js";
import { datasetViews } from "./datasetViews.js";
import { eventView } from "./eventView.js";
import { isSource, type SqlParameter, type SqlSource, sqlStatement } from "./sqlStatement.js";

const WHO = "data.Lake.sql";

export interface SqlOptions extends KnownOptions {
  /** `read` opens the dates that are locked for a final test, and is counted. Default `closed`: end before them. */
  holdout?: "closed" | "read";
  /** Panels and tables to be asked by name, beside the datasets; one that a query does not name is not looked at. */
  tables?: Readonly<Record<string, SqlSource>>;
}

/** A query as a tagged template. What stands in `${…}` is a value, a panel or a table, never SQL. */
export type SqlTag = (
  pieces: TemplateStringsArray,
  ...values: readonly (SqlParameter | SqlSource)[]
) => Promise<ColumnTable>;

/** What a query asks of a lake. */
export interface AskedLake {
  readonly dir: string;
  datasets(): string[];
  version(dataset: string): ManifestEntry;
  holdout(dataset: string): Holdout | undefined;
  eventTables(): string[];
}

/** The tag of `lake.sql` with these options; `used` is told of every dataset that a query names. */
export function lakeSql(
  lake: AskedLake,
  options: SqlOptions,
  used: (entry: ManifestEntry, use: SqlUse) => void,
): SqlTag {
  checkKeys(WHO, options, ["asOf", "revision", "holdout", "tables"]);
  const { holdout = "closed", tables = {}, ...known } = options;
  checkOneOf(WHO, "holdout", holdout, ["closed", "read"]);
  const datasets = lake.datasets();
  for (const name of Object.keys(tables)) checkName(name, datasets);
  return async (pieces, ...values) => {
    const statement = sqlStatement(pieces, values);
    const named = datasets.filter((name) => names(statement.text, name)).map((name) => lake.version(name));
    const views = named.map((entry) => {
      const locked = lake.holdout(entry.dataset);
      const span = locked && holdout === "closed" ? openSpan({}, locked) : {};
      return datasetViews(lake.dir, entry, { span, ...known });
    });
    const asked = Object.keys(tables).filter((name) => names(statement.text, name));
    const given = asked.map((name) => [name, checkedSource(name, tables[name])] as const);
    const all = new Map([...given, ...statement.tables]);
    const kept = lake.eventTables().filter((name) => namesEvents(statement.text, name));
    const versions = kept.map((name) => [name, keptVersion(lake.dir, name)] as const);
    const events = versions.map(([name, version]) => eventView(lake.dir, name, version, known));
    const { table, uses } = await askLake({ ...statement, tables: all }, views, events);
    named.forEach((entry, i) => {
      used(entry, uses[i]);
    });
    for (const [name, version] of versions) useKept(name, version);
    return table;
  };
}

function checkName(name: string, datasets: readonly string[]): void {
  if (!/^[a-z_]\w*$/i.test(name)) {
    fail(WHO, "the name of a table is letters, digits and _, no digit first", { received: name });
  }
  if (datasets.some((dataset) => dataset.toLowerCase() === name.toLowerCase())) {
    fail(WHO, `${name} is a dataset of the lake; give the table another name`);
  }
}

function checkedSource(name: string, source: unknown): SqlSource {
  if (isSource(source)) return source;
  return fail(WHO, `tables.${name} must be a panel or a table`, { received: source });
}

/** Does a query name this table? Names are words to SQL, whatever their case. */
function names(text: string, table: string): boolean {
  return new RegExp(`(?<![\\w-])${table}(?![\\w-])`, "i").test(text);
}

/** Does a query name this table of events? */
function namesEvents(text: string, table: string): boolean {
  return new RegExp(`(?<![\\w-])"?events"?\\s*\\.\\s*"?${table}(?![\\w-])`, "i").test(text);
}
