import type { Command } from "commander";
import { openLake } from "../../data/index.js";
import type { Output } from "../output.js";

interface Options {
  from?: string;
  reason?: string;
  lift?: boolean;
}

/** `assay data holdout DATASET`: lock the last part of a dataset for a final test, and see who has read it. */
export function addHoldout(data: Command, output: Output): void {
  data
    .command("holdout <dataset>")
    .description("keep the last part of a dataset back for a final test; without options: who has read it")
    .option("--from <date>", "lock from this date on, YYYY-MM-DD")
    .option("--reason <text>", "why it is locked or lifted; stays in the log")
    .option("--lift", "open it again; needs a reason")
    .action((dataset: string, { from, reason, lift }: Options) => {
      const lake = openLake();
      lake.version(dataset);
      if (lift) lake.unlock(dataset, { reason: reason ?? "" });
      else if (from !== undefined) lake.lock(dataset, { from, reason });
      const holdout = lake.holdout(dataset);
      output.result(holdout ?? `${dataset} has no hold-out`, { dataset, holdout: holdout ?? null });
    });
}
