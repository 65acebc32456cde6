import { present, SqlTable } from "../../core/index.js";
import { factsOf } from "../listing/factsOf.js";
import type { RunFacts } from "../listing/runFacts.js";
import { listRuns } from "../listRuns.js";
import { RUN_TABLES } from "./runTablesSql.js";

/**
 * All runs of the project at `root` as tables, to be joined with data by `lake.sql`: `runs`, `code`, `params`, `metrics`, `points`,
 * `tags`, `trials`, `data`, see `queryRuns`. A table is filled when it is asked for.
 *
 * @example await lake.sql({ tables: runsAsTables(projectRoot()) })`SELECT dataset, count(*) AS runs FROM data GROUP BY 1`
 */
export function runsAsTables(root: string): Readonly<Record<string, SqlTable>> {
  const { runs } = listRuns(root);
  let facts: readonly RunFacts[] | undefined;
  const factsOfRuns = () => {
    facts ??= factsOf(runs);
    return facts;
  };
  const tables = {};
  for (const [name, fill] of Object.entries(RUN_TABLES)) {
    Object.defineProperty(tables, name, { enumerable: true, get: () => fill(runs, factsOfRuns) });
  }
  const metrics = () => {
    const table = new SqlTable({ run_id: "VARCHAR", name: "VARCHAR", value: "DOUBLE" });
    factsOfRuns().forEach(({ metrics: { names, values } }, i) => {
      names.forEach((name, k) => {
        table.add(runs[i].runId, name, present(values[k]));
      });
    });
    return table;
  };
  return Object.defineProperty(tables, "metrics", { enumerable: true, get: metrics });
}
