import { literal, literals } from "../../core/index.js";
import { instantSql, type Knowledge, knownAt } from "./knowledge.js";
import type { ManifestFile } from "./manifest.js";

/** Which bars: calendar dates, both included, and the files that they lie in, with absolute paths. */
export interface BarFiles {
  readonly first: string;
  readonly last: string;
  readonly files: readonly ManifestFile[];
  /** Numbers of a bar, e.g. `open`, `close`. */
  readonly columns: readonly string[];
}

const NEWEST: Knowledge = { revision: "latest" };

/**
 * SQL for bars as `symbol, date` and numbers, one row per symbol and date, as they are known last or were known at a
 * moment. Partitions without restatements are plain scans.
 */
export function barsIn(query: BarFiles, knowledge: Knowledge = NEWEST): string {
  const restated = new Set(
    query.files.filter(({ kind }) => kind === "restated").map(({ partition }) => partition),
  );
  const plain = query.files.filter(({ partition }) => !restated.has(partition));
  const revised = query.files.filter(({ partition }) => restated.has(partition));
  if (query.files.length === 0)
    return `(SELECT * EXCLUDE (known, version, known_at) FROM ${recordIn(query)})`;
  const parts = [
    ...(plain.length > 0 ? [plainBars({ ...query, files: plain }, knowledge)] : []),
    ...(revised.length > 0 ? [revisedBars({ ...query, files: revised }, knowledge)] : []),
  ];
  return `(${parts.join(" UNION ALL ")})`;
}

function plainBars(query: BarFiles, { asOf }: Knowledge): string {
  const known = query.files.some((file) => file.known);
  const then = asOf === undefined ? "" : ` AND ${knownAt(known)} <= ${instantSql(asOf)}`;
  return `SELECT ${selected(query)} FROM ${scan(query.files)} WHERE ${within(query)}${then}`;
}

/** Keys that were restated have one row each, the one that holds; all others are scanned as they are. */
function revisedBars(query: BarFiles, { asOf, revision }: Knowledge): string {
  const restated = query.files.filter(({ kind }) => kind === "restated");
  const bars = query.files.filter(({ kind }) => kind === "bars");
  const keys = `(SELECT DISTINCT symbol, date FROM ${scan(restated)} WHERE ${within(query)})`;
  const order = revision === "latest" ? "DESC" : "";
  const then = asOf === undefined ? "" : ` WHERE known_at <= ${instantSql(asOf)}`;
  const once = `SELECT ${selected(query)}
    FROM (SELECT * FROM ${recordIn({ ...query, files: bars })}${then}) ANTI JOIN ${keys} USING (symbol, date)`;
  const often = `SELECT ${selected(query)} FROM (
      SELECT * FROM (SELECT * FROM ${recordIn(query)} SEMI JOIN ${keys} USING (symbol, date))${then}
      QUALIFY row_number() OVER (PARTITION BY symbol, date ORDER BY known_at ${order}, version ${order}) = 1)
    WHERE close IS NOT NULL`;
  return bars.length > 0 ? `${once} UNION ALL ${often}` : often;
}

/**
 * SQL for all that was ever known of bars: a row per symbol, date and revision, with `known` (null: with the bar), `known_at`
 * and `version`. A revision without values withdraws the bar.
 */
export function recordIn(query: BarFiles): string {
  if (query.files.length === 0) return nothing(query);
  const known = query.files.some((file) => file.known);
  const when = known ? "known, coalesce(version, 0) AS version" : "NULL::TIMESTAMP AS known, 0 AS version";
  return `(SELECT ${selected(query)}, ${when}, ${knownAt(known)} AS known_at
    FROM ${scan(query.files)} WHERE ${within(query)})`;
}

const nothing = ({ columns }: BarFiles) => `(SELECT ''::VARCHAR AS symbol, NULL::DATE AS date,
  ${columns.map((name) => `NULL::DOUBLE AS ${name}`).join(", ")},
  NULL::TIMESTAMP AS known, 0 AS version, NULL::TIMESTAMP AS known_at WHERE false)`;

function scan(files: readonly ManifestFile[]): string {
  const byName = files.some((file) => file.known) ? ", union_by_name = true" : "";
  return `read_parquet(${literals(files.map(({ path }) => path))}, hive_partitioning = false${byName})`;
}

const within = ({ first, last }: BarFiles) => `date BETWEEN ${literal(first)} AND ${literal(last)}`;
const selected = ({ columns }: BarFiles) => ["symbol", "date", ...columns].join(", ");
