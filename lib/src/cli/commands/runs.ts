import { Command } from "commander";
import { projectRoot } from "../../core/index.js";
import { listRuns, type RunFilter, readRun, type SeenStatus } from "../../tracking/index.js";
import type { Context } from "../context.js";

/** `assay runs list|show`: the records in `experiments/`. */
export function runsCommand({ output }: Context): Command {
  const runs = new Command("runs").description("the records of past runs");
  runs
    .command("list")
    .description("runs, newest first")
    .option("--name <text>", "part of the run's name")
    .option("--status <status>", "completed, failed, timeout, interrupted, running or died")
    .option("--since <date>", "started at or after, YYYY-MM-DD (UTC)")
    .option("--limit <n>", "at most so many", Number, 50)
    .option("--metric <name...>", "metrics to show as columns")
    .action((options: { metric?: string[]; status?: SeenStatus } & RunFilter) => {
      const { metric = [], name, status, since, limit } = options;
      const filter = Object.fromEntries(
        Object.entries({ name, status, since, limit }).filter(([, value]) => value !== undefined),
      );
      const list = listRuns(projectRoot(), filter);
      output.result(list.table(metric), {
        runs: list.runs.map(({ record, status: seen }) => ({ ...record, status: seen })),
        unreadable: list.unreadable,
      });
    });
  runs
    .command("show <run>")
    .description("one run: an id, the start of one, or `latest`")
    .action((id: string) => {
      const run = readRun(projectRoot(), id);
      output.result(run, { ...run.record, status: run.status });
    });
  return runs;
}
