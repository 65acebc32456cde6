import type { Command } from "commander";
import { projectRoot } from "../../core/index.js";
import { listRuns, type RunFilter } from "../../tracking/index.js";
import type { Context } from "../context.js";

interface Options extends RunFilter {
  readonly metric?: string[];
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
    .option("--since <date>", "started at or after, YYYY-MM-DD (UTC)")
    .option("--limit <n>", "at most so many", Number, 50)
    .option("--metric <name...>", "metrics to show as columns")
    .action(({ metric = [], name, status, tag, study, since, limit }: Options) => {
      const filter = { name, status, tag, study, since, limit };
      const list = listRuns(projectRoot(), filter);
      output.result(list.table(metric), output.json && recordsOf(list));
    });
}

const recordsOf = ({ runs, unreadable }: ReturnType<typeof listRuns>) => ({
  runs: runs.map(({ record, status }) => ({ ...record, status })),
  unreadable,
});
