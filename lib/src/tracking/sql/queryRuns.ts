import type { ColumnTable } from "arquero";
import { arqueroFromDuckDB } from "../../core/index.js";
import { listRuns } from "../listRuns.js";
import { askRuns } from "./askRuns.js";

/**
 * Query all runs of the project at `root` in SQL (DuckDB's). Tables, joined by `run_id`: `runs`, `code`, `params` (nested
 * names with dots), `metrics` (final values), `points` (all of them, with steps), `tags`, `trials`, `data`; and `wide`, which
 * is `runs` with `params` and `metrics` as structs: `params.horizon`, `metrics."a.sharpe"`. Missing numbers are NULL in the query.
 *
 * @returns an Arquero table; instants are `Date`s, missing numbers `NaN`, whole numbers beyond 2⁵³ lose digits
 * @example await queryRuns(projectRoot(), "SELECT params.factor, max(metrics.sharpe) FROM wide GROUP BY 1")
 */
export async function queryRuns(root: string, sql: string): Promise<ColumnTable> {
  const reader = await askRuns("tracking.queryRuns", listRuns(root).runs, sql);
  return arqueroFromDuckDB(reader);
}
