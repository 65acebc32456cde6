import { Command } from "commander";
import { projectRoot } from "../../core/index.js";
import { loadBatch } from "../../notebook/index.js";
import type { Context } from "../context.js";
import { integerOption } from "../numberOption.js";
import { runSweep, type SweepFlags } from "../sweeping.js";

/** `assay batch NAME`: the runs that a file in `config/batch` lists. */
export function batchCommand(context: Context): Command {
  return new Command("batch")
    .description("execute the runs that a file in config/batch lists, as one sweep")
    .argument("<batch>", "name of a file in config/batch, or the path of a YAML file")
    .option(
      "--jobs <n>",
      "runs at the same time; default: as the file says, or the number of processors",
      integerOption("assay batch", "--jobs"),
    )
    .option("--metric <name...>", "metrics to show in the summary")
    .option("--no-cache", "execute also the runs that an earlier one with the same inputs answers")
    .option("--dry-run", "show what would be executed")
    .action(async (batch: string, flags: SweepFlags) => {
      const root = projectRoot();
      const { parallel, ...request } = await loadBatch(batch, root);
      await runSweep(context, { root, ...request }, { ...flags, jobs: flags.jobs ?? parallel });
    });
}
