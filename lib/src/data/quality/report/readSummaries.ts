import { formatNumber, literals } from "../../../core/index.js";
import { withDatabase } from "../../duckdb/database.js";
import { QUALITY_RULES } from "../rules.js";

/** What one rule found in a version. */
export interface RuleSummary {
  readonly rule: string;
  readonly action: "quarantine" | "flag";
  /** Rows, or symbol-days without one. */
  readonly findings: number;
  readonly symbols: number;
  /** First and last date of a finding, `YYYY-MM-DD`; null where none can be read. */
  readonly first: string | null;
  readonly last: string | null;
  /** The finding with the largest number: `SYMBOL 2020-01-31`, with the number where there is one. */
  readonly example: string;
}

/** Findings of one rule in one month. */
export interface MonthlyFindings {
  readonly rule: string;
  /** First day of the month, `YYYY-MM-DD`. */
  readonly month: string;
  readonly findings: number;
}

export interface Summaries {
  readonly rules: readonly RuleSummary[];
  readonly months: readonly MonthlyFindings[];
}

const ratios = QUALITY_RULES.filter(({ value }) => / over /.test(value)).map(({ name, value }) => ({
  name,
  less: value.endsWith("− 1"),
}));
const named = (less: boolean) =>
  `rule IN (SELECT unnest(${literals(ratios.filter((rule) => rule.less === less).map(({ name }) => name))}))`;

/** SQL: how large a number beside a finding is. A ratio of a third is as large as one of three. */
const SIZE = `CASE WHEN ${named(false)} THEN abs(ln(value)) WHEN ${named(true)} THEN abs(ln(1 + value)) ELSE abs(value) END`;

/** Count what lies in the files of quarantine and flags of a version, most findings first within each action. */
export async function readSummaries(files: {
  readonly quarantine: readonly string[];
  readonly flags: readonly string[];
}): Promise<Summaries> {
  const read = (paths: readonly string[]) => `read_parquet(${literals(paths)}, union_by_name = true)`;
  const sources = [
    `SELECT 'quarantine' AS action, reason AS rule, symbol, try_cast(left(date::VARCHAR, 10) AS DATE) AS date,
      NULL::DOUBLE AS value FROM ${read(files.quarantine)}`,
    `SELECT 'flag' AS action, flag AS rule, symbol, date::DATE AS date, value FROM ${read(files.flags)}`,
  ].filter((_, i) => [files.quarantine, files.flags][i].length > 0);
  if (sources.length === 0) return { rules: [], months: [] };
  return withDatabase(async (db) => {
    await db.run(`CREATE TABLE findings AS ${sources.join(" UNION ALL ")}`);
    const rules = await db.rows(`SELECT action, rule, count(*)::DOUBLE AS findings,
        count(DISTINCT symbol)::DOUBLE AS symbols, min(date)::VARCHAR AS first, max(date)::VARCHAR AS last,
        first(concat_ws(' ', symbol, date::VARCHAR) ORDER BY size DESC NULLS LAST, date, symbol) AS place,
        first(value ORDER BY size DESC NULLS LAST, date, symbol) AS value
      FROM (SELECT *, ${SIZE} AS size FROM (SELECT * REPLACE (nullif(value, 0) AS value) FROM findings))
      GROUP BY ALL ORDER BY action DESC, findings DESC, rule`);
    const months =
      await db.rows(`SELECT rule, date_trunc('month', date)::DATE::VARCHAR AS month, count(*)::DOUBLE AS findings
      FROM findings WHERE date IS NOT NULL GROUP BY ALL ORDER BY rule, month`);
    return {
      rules: rules.map(({ place, value, ...rest }) => ({
        ...(rest as unknown as Omit<RuleSummary, "example">),
        example: typeof value === "number" ? `${place}: ${formatNumber(value)}` : String(place ?? ""),
      })),
      months: months as unknown as MonthlyFindings[],
    };
  });
}
