import { Command } from "commander";
import { counted, fail, projectRoot } from "../../core/index.js";
import {
  exportDvclive,
  exportMlflow,
  listRuns,
  type RunFilter,
  type RunView,
  readRun,
} from "../../tracking/index.js";
import type { Context } from "../context.js";

interface Options extends Pick<RunFilter, "name" | "study" | "tag"> {
  readonly to?: string;
}

/** `assay runs export`: runs in the formats of other trackers. */
export function addExport(runs: Command, { output }: Context): void {
  const command = new Command("export").description("write runs in the format of another tracker");
  command
    .command("mlflow [runs...]")
    .description("an MLflow file store; without ids or filters all runs that have ended")
    .option("--to <folder>", "the store; by default mlruns in the current folder")
    .option("--study <name>", "the runs of a study")
    .option("--name <text>", "part of the run's name")
    .option("--tag <tag>", "a tag that the run has")
    .action((ids: string[], { to, ...filter }: Options) => {
      const exported = exportMlflow(chosen(ids, filter), { to });
      const { runs: done, experiments } = exported;
      output.result(
        `${counted(done.length, "run")} in ${counted(experiments.length, "experiment")}: ${exported.to}\nread by MLflow after: mlflow migrate-filestore --source ${exported.to} --target sqlite:///mlflow.db`,
        exported,
      );
    });
  command
    .command("dvclive <run>")
    .description("a folder as DVCLive writes it")
    .option("--to <folder>", "a folder that is empty or not there; by default dvclive in the current folder")
    .action((id: string, { to }: { to?: string }) => {
      const exported = exportDvclive(readRun(projectRoot(), id), { to });
      output.result(`${exported.run}: ${exported.to}`, exported);
    });
  runs.addCommand(command);
}

function chosen(ids: readonly string[], filter: RunFilter): RunView[] {
  const root = projectRoot();
  const filtered = Object.values(filter).some((value) => value !== undefined);
  if (ids.length > 0 && filtered)
    fail("assay runs export", "give either ids or filters", { received: ids.join(" ") });
  if (ids.length > 0) return ids.map((id) => readRun(root, id));
  return listRuns(root, filter).runs.filter(({ status }) => status !== "running");
}
