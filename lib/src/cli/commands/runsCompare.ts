import { writeFileSync } from "node:fs";
import type { Command } from "commander";
import { pageOf, projectRoot } from "../../core/index.js";
import { compareRuns, readRun } from "../../tracking/index.js";
import type { Context } from "../context.js";

interface Options {
  readonly metric?: string[];
  readonly html?: string;
}

/** `assay runs compare`: runs side by side. */
export function addCompare(runs: Command, { output }: Context): void {
  runs
    .command("compare <runs...>")
    .description("runs side by side: parameters that differ, metrics with their difference")
    .option("--metric <name...>", "these metrics; by default those that differ")
    .option("--html <file>", "also as a page, with a chart for each of the first metrics")
    .action((ids: string[], { metric, html }: Options) => {
      const root = projectRoot();
      const comparison = compareRuns(
        ids.map((id) => readRun(root, id)),
        metric ? { metrics: metric } : {},
      );
      if (html) writeFileSync(html, pageOf(comparison));
      output.result(comparison, comparison.toJSON());
    });
}
