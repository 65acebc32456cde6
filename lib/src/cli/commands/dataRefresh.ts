import type { Command } from "commander";
import { fail } from "../../core/index.js";
import { openLake, planRefresh, readDataSources, refreshDatasets } from "../../data/index.js";
import { exitCodeOf } from "../../notebook/index.js";
import type { Context } from "../context.js";
import { interruptible } from "../interruptible.js";

interface Options {
  all?: boolean;
  dryRun?: boolean;
  allowMissing?: boolean;
}

/** `assay data refresh [DATASET…|--all]`: what is new since the last session, for a timer to call. */
export function addRefresh(data: Command, { output, exit }: Context): void {
  data
    .command("refresh [datasets...]")
    .description("fetch what is new since the last session, and the last few sessions for restatements")
    .option("--all", "every dataset of config/data_sources.yaml", false)
    .option("--allow-missing", "publish although some symbols were refused", false)
    .option("--dry-run", "say what would be asked of whom; ask nothing", false)
    .action(async (datasets: string[], { all, dryRun, allowMissing }: Options) => {
      if (all === datasets.length > 0)
        fail("data refresh", "needs datasets or --all", { received: datasets });
      const names = all ? Object.keys(readDataSources().datasets) : datasets;
      if (dryRun) {
        const plans = await Promise.all(names.map((name) => planRefresh(openLake(), name)));
        output.result(
          plans.map((plan) => plan.toText()).join("\n\n"),
          plans.map(({ dataset, to, parts }) => ({ dataset, to, parts })),
        );
        return;
      }
      const onMessage = (message: string) => output.message(message);
      const report = await interruptible((signal) =>
        refreshDatasets(openLake(), names, { allowMissing, signal, onMessage }),
      );
      const problems = report.refreshed.flatMap(({ error }) => error?.message ?? []);
      output.result(report, { ok: report.ok, datasets: report.table().rows, problems });
      if (!report.ok) exit(exitCodeOf({ status: "failed" }));
    });
}
