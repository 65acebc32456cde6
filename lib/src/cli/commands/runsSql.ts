import type { Command } from "commander";
import { type Cell, counted, projectRoot, TableView } from "../../core/index.js";
import { queryRuns } from "../../tracking/index.js";
import type { Context } from "../context.js";

/** `assay runs sql`: a query over all runs. */
export function addSql(runs: Command, { output }: Context): void {
  runs
    .command("sql <query>")
    .description("query all runs; tables runs, code, params, metrics, points, tags, trials, data, wide")
    .action(async (query: string) => {
      const rows = (await queryRuns(projectRoot(), query)).objects() as Record<string, unknown>[];
      const shown = rows.map((row) =>
        Object.fromEntries(Object.entries(row).map(([name, value]) => [name, cellOf(value)])),
      );
      output.result(new TableView(shown, { title: counted(rows.length, "row"), limit: 100 }), { rows });
    });
}

function cellOf(value: unknown): Cell {
  if (value === null || typeof value === "number" || typeof value === "boolean") return value;
  if (value instanceof Date) return value.toISOString().slice(0, 19).replace("T", " ");
  return typeof value === "string" ? value : JSON.stringify(value);
}
