import type { Command } from "commander";
import { projectRoot } from "../../core/index.js";
import { diffRuns, readRun } from "../../tracking/index.js";
import type { Context } from "../context.js";

/** `assay runs diff`: what differs between two runs. */
export function addDiff(runs: Command, { output }: Context): void {
  runs
    .command("diff <a> <b>")
    .description("what differs: parameters, code, data, environment, notebook cell by cell, metrics")
    .action((a: string, b: string) => {
      const root = projectRoot();
      const diff = diffRuns(readRun(root, a), readRun(root, b));
      output.result(diff, diff.toJSON());
    });
}
