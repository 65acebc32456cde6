import type { Command } from "commander";
import { projectRoot } from "../../core/index.js";
import { listRuns, type RunFilter, runsWhere } from "../../tracking/index.js";
import type { Context } from "../context.js";
import { integerOption } from "../numberOption.js";

interface Options extends RunFilter {
  readonly metric?: string[];
  readonly where?: string;
}

/** `assay runs list`: past runs, newest first. */
export function addList(runs: Command, { output }: Context): void {
  runs
    .command("list")
    .description("runs, newest first")
    .option("--name <text>", "part of the run's name")
    .option("--status <status>", "completed, failed, timeout, interrupted, running or died")
    .option("--tag <tag>", "a tag that the run has")
    .option("--study <name>", "the study that the run belongs to")
    .option("--parent <run>", "id of the run that it is a part of")
    .option("--since <date>", "started at or after, YYYY-MM-DD (UTC)")
    .option("--where <condition>", 'in SQL, e.g. "params.horizon = 21 AND metrics.sharpe > 1"')
    .option("--limit <n>", "at most so many", integerOption("assay runs list", "--limit"), 50)
    .option("--metric <name...>", "metrics to show as columns")
    .action(async ({ metric = [], name, status, tag, study, parent, since, limit, where }: Options) => {
      const filter = { name, status, tag, study, parent, since };
      const root = projectRoot();
      const list = where
        ? await runsWhere(listRuns(root, filter), where, limit)
        : listRuns(root, { ...filter, limit });
      output.result(list.table(metric), output.json && recordsOf(list));
    });
}

const recordsOf = ({ runs, unreadable }: ReturnType<typeof listRuns>) => ({
  runs: runs.map(({ record, status }) => ({ ...record, status })),
  unreadable,
});
