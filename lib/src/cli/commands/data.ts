import { Command } from "commander";
import { counted } from "../../core/index.js";
import { openLake, qualityReport } from "../../data/index.js";
import { exitCodeOf } from "../../notebook/index.js";
import type { Context } from "../context.js";
import { amountOption } from "../numberOption.js";
import { addCompare } from "./dataCompare.js";
import { addEvents } from "./dataEvents.js";
import { addFetch } from "./dataFetch.js";
import { addHoldout } from "./dataHoldout.js";
import { addRefresh } from "./dataRefresh.js";
import { addVersions } from "./dataVersions.js";

/** `assay data …`: what the lake holds, and whether it is intact. */
export function dataCommand({ output, exit }: Context): Command {
  const data = new Command("data").description(
    "fetch into and look into the lake: fetch, refresh, compare, providers; status, verify, quarantine, flags; history, rollback, compact; holdout, events, gc",
  );
  data
    .command("status")
    .description("each dataset: newest version, size, span, rows in quarantine and flagged, fingerprint")
    .action(() => {
      const lake = openLake();
      output.result(lake.status(), { datasets: lake.datasets().map((name) => lake.version(name)) });
    });
  data
    .command("verify [dataset]")
    .description(
      "re-hash the files of the newest version of a dataset, of a table of events (events/NAME), or of all, and compare with the manifest",
    )
    .option("--all", "the files of every version", false)
    .action(async (dataset: string | undefined, { all }: { all: boolean }) => {
      const verification = await openLake().verify(dataset, { all });
      output.result(verification, { ok: verification.ok, files: verification.files });
      if (!verification.ok) exit(exitCodeOf({ status: "failed" }));
    });
  addVersions(data, output);
  data
    .command("gc")
    .description("delete cached panels of versions that are not the newest; a read writes them again")
    .option("--all", "those of the newest versions as well", false)
    .option(
      "--superseded <days>",
      "and the files of versions that were replaced more than so many days ago",
      amountOption("data gc", "--superseded", "days", { zero: true }),
    )
    .action(({ all, superseded }: { all: boolean; superseded?: number }) => {
      const { folders, files, bytes, versions } = openLake().collect({ all, superseded });
      const gone = versions.length > 0 ? `; cannot be opened any more: ${versions.join(", ")}` : "";
      const panels = counted(folders, "folder of panels", "folders of panels");
      const rest = `${counted(files, "file")}, ${counted(bytes, "byte")}${gone}`;
      output.result(`deleted ${panels} and ${rest}`, { folders, files, bytes, versions });
    });
  data
    .command("quality <dataset>")
    .description(
      "what each quality rule found in the newest version: findings, share, symbols, dates, meaning",
    )
    .action(async (dataset: string) => {
      const report = await qualityReport(openLake(), dataset);
      const { quarantined, flagged, rules, silent, off } = report;
      output.result(report, {
        dataset,
        version: report.entry.version,
        quarantined,
        flagged,
        rules,
        silent,
        off,
      });
    });
  addFetch(data, output);
  addRefresh(data, { output, exit });
  addCompare(data, output);
  addHoldout(data, output);
  addEvents(data, output);
  for (const [name, what] of [
    ["quarantine", "rows of the newest version that were kept out, with the reason"],
    ["flags", "rows of the newest version that were published but stand out"],
  ] as const) {
    data
      .command(`${name} <dataset>`)
      .description(what)
      .action(async (dataset: string) => {
        const table = await openLake()[name](dataset);
        output.result(table, { dataset, rows: table.rows });
      });
  }
  return data;
}
