import { instantSql, type Knowledge } from "../lake/knowledge.js";
import { BAR_COLUMNS } from "./writePiece.js";

/** SQL of bars that were known with their end, and of those that came late, which have `known` and `version` too. */
export interface RecordedBars {
  readonly bars: string;
  /** `undefined`: none came late. */
  readonly late: string | undefined;
}

/** SQL for bars as they are known last, or were known at a moment: one per symbol and time, in no order. */
export function knownBars({ bars, late }: RecordedBars, where: string, known: Knowledge): string {
  const then = (column: string) =>
    known.asOf === undefined ? "" : `AND ${column} <= ${instantSql(known.asOf)}`;
  const ended = `SELECT ${BAR_COLUMNS} FROM ${bars} WHERE ${where} ${then("time")}`;
  if (late === undefined) return ended;
  const order = known.revision === "latest" ? "DESC" : "";
  const came = `SELECT ${BAR_COLUMNS} FROM ${late} WHERE ${where} ${then("known")}
    QUALIFY row_number() OVER (PARTITION BY symbol, time ORDER BY known ${order}, version ${order}) = 1`;
  const [held, others] = known.revision === "latest" ? [came, ended] : [ended, came];
  return `${held} UNION ALL SELECT ${BAR_COLUMNS} FROM (${others}) ANTI JOIN (${held}) USING (symbol, time)`;
}
