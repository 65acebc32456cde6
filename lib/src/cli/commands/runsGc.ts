import type { Command } from "commander";
import { projectRoot } from "../../core/index.js";
import { type CollectOptions, collectRuns } from "../../tracking/index.js";
import type { Context } from "../context.js";
import { amountOption } from "../numberOption.js";

const days = amountOption("assay runs gc", "--older-than", "days", { zero: true });

interface Options extends CollectOptions {
  readonly olderThan?: number;
}

/** `assay runs gc`: delete runs. */
export function addGc(runs: Command, { output }: Context): void {
  runs
    .command("gc")
    .description(
      "delete runs that fit every filter given; without filters only leftovers of killed processes",
    )
    .option("--name <text>", "part of the run's name")
    .option("--status <status>", "completed, failed, timeout, interrupted or died")
    .option("--tag <tag>", "a tag that the run has; runs tagged keep are never deleted")
    .option("--study <name>", "the study that the run belongs to; its trials still count afterwards")
    .option("--older-than <days>", "started at least so many days ago", days)
    .option("--dry-run", "only say what would be deleted")
    .action(({ name, status, tag, study, olderThan, dryRun }: Options) => {
      const collected = collectRuns(projectRoot(), {
        name,
        status,
        tag,
        study,
        olderThanDays: olderThan,
        dryRun,
      });
      const { runs: deleted, kept, bytes } = collected;
      output.result(collected, { runs: deleted, kept, bytes, dryRun: collected.dryRun });
    });
}
