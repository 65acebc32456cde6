import type { Command } from "commander";
import { counted } from "../../core/index.js";
import { openLake } from "../../data/index.js";
import type { Output } from "../output.js";

/** `assay data history|rollback|compact`: the versions of a dataset. */
export function addVersions(data: Command, output: Output): void {
  data
    .command("history <dataset>")
    .description(
      "every published version, oldest first: rows added, restated, removed and quarantined, and the source",
    )
    .action((dataset: string) => {
      const lake = openLake();
      output.result(lake.changes(dataset), { dataset, versions: lake.history(dataset) });
    });
  data
    .command("rollback <dataset> <version>")
    .description("make an older version the newest again; nothing is deleted")
    .action(async (dataset: string, version: string) => {
      const { entry, outcome } = await openLake().rollback(dataset, version);
      const what = outcome === "unchanged" ? `is ${version} already` : `has the content of ${version} again`;
      output.result(`${dataset} ${entry.version} ${what}: ${entry.from} to ${entry.to}`, {
        outcome,
        ...entry,
      });
    });
  data
    .command("compact [dataset]")
    .description("merge the small files that appends leave, of one dataset or all; content and history stay")
    .action(async (dataset?: string) => {
      const lake = openLake();
      const daily = lake.datasets().filter((name) => lake.version(name).frequency === "1d");
      const done = [];
      for (const name of dataset === undefined ? daily : [dataset]) {
        const before = lake.version(name).files.length;
        const { entry, outcome } = await lake.compact(name);
        done.push({ dataset: name, outcome, version: entry.version, before, files: entry.files.length });
      }
      const lines = done.map((each) =>
        each.outcome === "published"
          ? `${each.dataset}: ${counted(each.before, "file is", "files are")} ${each.files} in ${each.version}`
          : `${each.dataset}: nothing to merge`,
      );
      output.result(lines.join("\n"), { datasets: done });
    });
}
