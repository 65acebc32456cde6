import { checkInteger } from "../../core/index.js";
import { RunList } from "../runList.js";
import { askRuns } from "./askRuns.js";

/**
 * The runs of a list for which a condition in SQL holds, in the same order. It may use the columns of the table `wide` of
 * `queryRuns`.
 *
 * @param limit the newest so many of those that fit
 * @example await runsWhere(listRuns(projectRoot()), "params.horizon = 21 AND metrics.sharpe > 1")
 */
export async function runsWhere(list: RunList, condition: string, limit = Infinity): Promise<RunList> {
  if (limit !== Infinity) checkInteger("tracking.runsWhere", "limit", limit, 0);
  const sql = `SELECT run_id FROM wide WHERE (${condition}\n)`;
  const reader = await askRuns("tracking.runsWhere", list.runs, sql);
  const fitting = new Set(reader.getColumns()[0]);
  return new RunList(list.runs.filter(({ runId }) => fitting.has(runId)).slice(0, limit), list.unreadable);
}
