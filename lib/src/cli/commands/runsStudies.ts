import type { Command } from "commander";
import { projectRoot } from "../../core/index.js";
import { listStudies } from "../../tracking/index.js";
import type { Context } from "../context.js";

/** `assay runs studies`: studies with their numbers of trials. */
export function addStudies(runs: Command, { output }: Context): void {
  runs
    .command("studies")
    .description("studies: their runs, and how many variants they have tried")
    .action(() => {
      const list = listStudies(projectRoot());
      output.result(list, { studies: list.studies });
    });
}
